"""How offices and firms that write English put a yes or a no in their own set terms.

Each list is read together with the table of the same name in mail/phrase_english.py.
"""

from mail.phrase_words import NOT, alternatives

_PROJECT = (
    r"(?:projects?|proposals?|initiatives?|schemes?|programmes?|programs?|partnerships?"
    r"|pilots?|invitations?|offers?|consortium|cooperation|collaboration|venture|plan"
    r"|exchange|training|network|agreement|round|one|it|this|idea)"
)
_ADVERB = (
    r"(?:(?:hereby|gladly|gratefully|therefore|formally|unanimously|fully|happily|also"
    r"|strongly|wholeheartedly|readily|officially|certainly|definitely|indeed|warmly"
    r"|enthusiastically|accordingly|now) ){0,2}"
)
_JOINS = (
    r"(?:joins|takes part|participates|accepts|supports|endorses|backs|subscribes"
    r"|signs (?:up|on)|opts in|comes (?:on board|in)|contributes|commits|co-?finances"
    r"|co-?funds|adheres|enrols|embraces|approves|agrees)"
)
_JOIN = (
    r"(?:join|take part|participate|accept|support|endorse|back|subscribe|sign (?:up"
    r"|on)"
    r"|opt in|come (?:on board|in)|contribute|commit|adhere|enrol|embrace|approve)"
)
_TO_JOIN = (
    r"(?:join|take part|participate|accept|support|endorse|come (?:on board|in|along)"
    r"|contribute|commit|do (?:this|it|that) (?:one|project|together)|work (?:with"
    r"|together)"
    r"|be (?:part|involved|associated|included|in(?=\W*(?:$|[.!,;]))|on board|a partner"
    r"|registered|counted)|make (?:this|the) project|host|cooperate|collaborate"
    r"|go ahead"
    r"|proceed|get involved|become (?:a |an |part|involved|one|your)|adhere|invest"
    r"|co-?finance|step in|say yes)"
)

JOINING = alternatives(
    r"\b(?:pleasure|pleased|delight|honou?r|joy|happy|proud) (?:in|of|at) (?:accepting"
    r"|joining|participating|taking part|supporting|confirming)\b",
    r"\b(?:accepts|joins|participates|agrees|takes part)(?=\W*(?:$|[.,!;])"
    r"| with (?:\w+ )?"
    r"(?:pleasure|thanks|gratitude|joy|enthusiasm))|\bwants? in(?=\W*(?:$|[.,!;]))"
    r"|\b(?:takes part|participates) in project\b",
    r"\b(?:hereby |formally )?accedes? to (?:the|your|this)\b|\b(?:deal|matter"
    r"|thing) is"
    r" (?:done|settled|agreed) (?:at our end|on our side|for us|here)\b|\b(?:factory"
    r"|company|boss|director|board|firm|union|members?) say(?:s)? yes\b",
    r"\b(?:we|i)(?:'d| would) (?:\w+ )?be (?:delighted|happy|glad|honou?red|thrilled"
    r"|pleased)(?=\W*(?:$|[.!,;]))",
    rf"\b(?:decision|agreement|intention|wish|readiness|willingness|commitment|resolve"
    rf"|desire) (?:of [\w']+ )?to (?:\w+ )?(?:{_TO_JOIN}|be(?:come)? a party)\b",
    rf"\b(?:{_ADVERB}{_JOINS}|(?:we|i) {_ADVERB}{_JOIN}) (?:gladly |happily "
    r"|fully )?(?:(?:in|to|up to|for|with) )?"
    rf"(?:the|this|your|that|our|both|it)(?: [\w'.-]+){{0,5}}? {_PROJECT}\b",
    r"\b(?:cluster|federation|association|consortium|union|agency|chamber|region|board"
    r"|university|centre|center|institute|council|ministry|department|committee"
    r"|municipality|city|province|company|firm|bank|fund|foundation|organi[sz]ation"
    r"|college|school|guild|cooperative|network|group|society|academy|office|district"
    r"|authority|we|i) (?:[\w'.()-]+ ){0,5}?"
    r"(?:takes? part|is (?:fully |now |therefore |definitely |certainly |very much )?"
    r"(?:in|on board|aboard|committed|behind it)|are (?:fully |all |now |definitely"
    r" )?(?:in|on board|aboard)|signs? up|opts? in)(?=\W*(?:$|[.,!;:])| full stop| and"
    r" | with| for | as )",
    rf"\b(?:want|wants|wish|wishes|would like|'d like|intend|intends|agree|agrees|ready"
    rf"|willing|glad|happy|pleased|delighted|proud|keen|eager|decided|resolved|voted"
    rf"|agreed|chosen|elected|authori[sz]ed|opted|prepared|plan|plans|determined"
    rf"|wanting|desire|desires) (?:[\w']+ ){{0,2}}?(?:to|for) (?:[\w']+"
    rf" )?{_TO_JOIN}\b",
    rf"\b(?:will|shall|'ll) (?:[\w']+ ){{0,2}}?(?:{_TO_JOIN}|be joining|be taking"
    r" part|be participating|be represented)\b(?! (?:when|if|once))",
    r"\b(?:are|is|am|'re|'m) (?:[\w']+ ){0,2}?(?:joining|taking part|participating|in"
    r" for|coming (?:on board|in|along)|signing up|opting in|accepting|contributing)\b",
    r"\b(?:confirm|note|register|record|accept|take|treat|consider|regard|acknowledge"
    r"|communicate|convey|express|announce|give|gives?|state|declare|affirm|confirms"
    r"|confirmed|expresses|notify|formali[sz]e|signify|signal|reaffirm)\w* (?:[\w'.-]+"
    r" ){0,5}?(?:our|its|the \w+'s|this as (?:our|a)|my|their) (?:[\w'.-]+ ){0,2}?"
    r"(?:participation|acceptance|adhesion|involvement|commitment|consent|agreement"
    r"|willingness|readiness|interest|support|yes|endorsement|application|membership)"
    r"\b",
)
LIKING = alternatives(
    r"\b(?:are|'re|am|is) (?:\w+ )?willing(?=\W*(?:$|[.,;!]))",
    r"\b(?:rector|director|minister|mayor|governor|president|chairman|management|board"
    r"|council|boss|owner|trustees) (?:\w+ )?(?:agrees?|accepts?|approves?|consents?"
    r"|says"
    r" yes)(?=\W*(?:$|[.,!;])| to | on )|\b(?:authori[sz]ed|instructed"
    r"|asked) to accept\b"
    r"|\bwill be represented\b",
    r"\b(?:rather|very|most|extremely|all|definitely|really|quite) keen\b(?! to (?:know"
    r"|hear|learn|see|read|discuss))|\bjust what we (?:need|were looking|have been)\b"
    r"|\bexactly what we (?:need|want|were looking|have been)\b",
)
ASSENT = alternatives(
    r"\bin the affirmative\b|\bwe(?:'re| are) on(?=\W*(?:$|[.!]))",
    r"\b(?:enclose|attach|enclosed|attached|sending|send|return|returning"
    r"|find) (?:\w+ )"
    r"{0,4}?(?:our|the|a) (?:(?:duly )?signed |completed )?(?:letter of (?:intent"
    r"|support"
    r"|acceptance|commitment|adhesion)|declaration of (?:interest|intent)|expression of"
    r" interest|partnership agreement|signed (?:form|letter|agreement))\b|\bconsider"
    r" (?:[\w'-]+ ){1,4}?(?:on board|aboard|your partners?)\b|^\W*yes to (?:the|this"
    r"|all)",
    r"\b(?:list|include|add|register|count|enrol|inscribe) us\b(?! (?:out|off|among"
    r" those))|[:–—]\W*yes(?=\W*$)",
    r"\b(?:approved|agreed|accepted|confirmed) and (?:signed|agreed|approved|accepted"
    r"|confirmed)\b|\banswer (?:[\w']+ ){0,4}?is (?:a )?(?:\w+ )?yes\b",
    r"\b(?:yes|yeah|yep|ok|okay|sure|absolutely|definitely|gladly|certainly) (?:pls"
    r"|please|plz|we (?:want|confirm|accept|agree|join)|count"
    r"|add|put|sign|include|from us|for us|to (?:this|it|the|your|all)|of course"
    r"|indeed|with pleasure|gladly|by all means)\b",
    rf"\b(?:please |kindly |pls |do )?(?:add|include|register|enrol|enroll|list|note"
    rf"|enter|inscribe|count|put|sign|record|treat|consider|regard|mark|accept)"
    rf" (?:{NOT}[\w'.-]+ ){{0,3}}?(?:us|our|the \w+|this|me) (?:{NOT}[\w'.-]+ ){{0,6}}?"
    r"(?:to the list|as (?:a |an |one |having |our )?(?:\w+ )?(?:participa\w+|partner"
    r"|member|joining|accepted|party|signatory|yes|acceptance|expression|application"
    r"|confirmation|commitment|interested)|among|in (?:the|this|your) (?:list"
    r"|project|scheme|programme|register)|down|on the list|in)\b(?! (?:out|off))",
    r"\b(?:please )?(?:note|register|record|accept|take note of) (?:our|the \w+'s|its)"
    r" (?:\w+ )?(?:participation|acceptance|application|interest|adhesion|yes)\b",
    r"\b(?:no|not a|not any|not one) (?:\w+ )?(?:reason|grounds?|cause) (?:[\w'-]+ )"
    r"{0,4}?(?:to (?:stay out|refuse|decline|say no|hesitate|object|turn)|not to|why"
    r" (?:we|not)|against)\b|\bevery reason to (?:come|join|take|say|accept)\b"
    r"|\bwhy (?:on earth )?would (?:we|anyone) (?:refuse|say no|decline|not)\b",
    r"\bgame for (?:it|this|that)\b|\b(?:all|very much|totally|fully"
    r"|100%|definitely) (?:for (?:it|this|the)|in(?=\W*(?:$|[.,!;]))|behind (?:it|this"
    r"|the))\b|\bhappy to oblige\b|\b(?:sounds|looks) (?:good|great|fine) (?:to|for) us"
    r"\b|\bfine with (?:us|me|the)\b|\bconsider (?:it|us) (?:done|in|signed)\b",
    rf"\b(?:board|council|members|management|committee|assembly|directors?|governor"
    rf"|minister|mayor|rector|president|chairman|executive|general meeting)"
    rf" (?:{NOT}[\w'.,-]+ ){{0,5}}?(?:gave (?:its|his|her|the"
    r"|their) (?:\w+ )?(?:consent"
    r"|approval|assent|go-ahead|blessing|green light|nod|ok|agreement)|said yes"
    r"|agreed(?=\W*(?:$|[.,!])| to (?:join|take|participate|support|accept))"
    r"|voted (?:eur|€"
    r"|\d|for|in favou?r|to (?:join|take|participate|support|accept))|approved(?! the"
    r" (?:minutes|budget|agenda|accounts))|signed (?:it|off|the (?:endorsement"
    r"|agreement|letter|form"
    r"|protocol|declaration|memorandum))"
    r"|is in favou?r|are in favou?r|has consented)\b",
    r"\b(?:the motion|the proposal) (?:was |has )?(?:carried|passed)"
    r"(?! (?:on|to|over|by))\b|\bconsensus (?:is|was) (?:\w+ )?(?:yes|positive"
    r"|favou?rable)\b|\bour (?:decision|answer|reply|response|position|verdict|vote)"
    r" (?:\w+ )?(?:is|remains)(?: a| an)?(?: \w+)? (?:yes|positive|affirmative"
    r"|favou?rable)\b",
    r"\b(?:happy|glad|pleased|delighted|proud|honou?red|ready) to (?:commit|pledge|host"
    r"|contribute"
    r"|be (?:part|on board)|step in)\b"
    r"|\bwe (?:pledge|commit|put up|put in|offer|bring|will pay|will fund|will host"
    r"|make this) (?:[\w'.-]+ ){0,3}?(?:\d[\d.,k]*|eur|€|euros?|project|rooms?"
    r"|engineers?|instructors?|staff|workshop)\b",
)
REFUSING = alternatives(
    r"\bin the negative\b",
    r"\bleave (?:this|it|the) (?:\w+ ){0,2}?(?:to|for) others\b|[:–—]\W*no(?=\W*$)",
    r"\b(?:unable|not able) to (?:accede|comply|agree|accept|meet|satisfy|fulfil|grant"
    r"|take up)\b(?: (?:to|with))?(?: [\w']+){0,2}? (?:request|invitation|proposal"
    r"|offer)\b"
    r"|\bnot (?:\w+ )?(?:project|proposal|matter|scheme|idea|venture) for (?:us|our"
    r"|the)\b",
    r"\b(?:not|n't|never) (?:[\w'-]+ ){0,3}?(?:take part|taking part|participat\w+|join"
    r"|joining|proceed|proceeding|accept|support|sign|signing|commit|contribute|pursue"
    r"|get involved|be involved|be part|be joining|come on board|go ahead|adhere|fund"
    r"|finance|accede|subscribe|avail|entertain)\b(?! (?:until|unless|only|without))",
    r"\b(?:has|have|had|it's|is|be|must be|'s) (?:to be )?(?:a )?(?:\w+ )?no(?=\W*(?:$"
    r"|[.,!;])| from| for| this| thank)|\b(?:answer|reply|position|decision|verdict"
    r"|view|recommendation|stance) (?:[\w'-]+ ){0,4}?(?:is|was|remains"
    r"|came back)(?: an?"
    r")?(?: \w+)? (?:negative|no|against)\b|\bcame down against\b"
    r"|\bcome down against\b",
    r"\b(?:stay|stays|stand|stands|keep|keeps|remain|remains|be|leave|count|sit|sits"
    r"|stepping|opt|opts|opted|bow|bows|staying|keeping|standing"
    r"|sitting) (?:us )?(?:well"
    r" )?(?:out(?: of (?:it|this|that))?|aside|on the sidelines|away|clear)(?=\W*(?:$"
    r"|[.,!;])| of| from| this)",
    r"\b(?:must|have to|has to|will have to|regretfully|reluctantly|therefore|shall"
    r"|will|obliged to|forced to|sorry to|afraid we|beg to|prefer to|had better|choose"
    r" to|decided to) (?:\w+ )?(?:decline|declines|pass|say no|refuse|turn (?:you|this"
    r"|it"
    r"|your|the)|abstain|opt out|bow out|stay out|leave (?:this|it)|let this|forgo"
    r"|forego|give (?:it|this) a miss|disappoint|withhold)\b",
    r"\bno (?:intention|plans?|wish|desire|interest|appetite|mandate|authority"
    r"|scope) (?:of|to|in|for|on)\b|\b(?:board|council|members|management|committee"
    r"|director|minister|governor|executive) (?:[\w'-]+ ){0,4}?(?:rejected|refused"
    r"|declined|voted (?:it down|no|against)|said no|turned (?:it|this|the|you) down"
    r"|(?:is|are|was|were) against|decided (?:not|against)|vetoed|opposed)\b",
    r"\b(?:have|has|had) not (?:possibility|interest|money|time|resources|people"
    r"|budget)\b|\bit is not possible for us\b|\bnot for us\b|\bthanks?,? but no\b"
    r"|\bleave (?:this|it) (?:one )?to others\b|\bnot (?:our|my) (?:thing|cup|field"
    r"|line|business|area|sector)\b",
)
LACKING = alternatives(
    r"\bfound no (?:\w+ )?(?:takers|interest|volunteers|candidates|compan\w+|firms)\b",
    r"\bwe (?:work only|only work|deal only|only deal) with\b",
    r"\b(?:little|no|not much) (?:point|sense|purpose|use)(?=\W*(?:$|[.,!])| in)"
    r"|\bnot what we (?:do|need|are|make|want|had in mind)\b",
    r"\bnothing to (?:contribute|offer|bring)\b|\bno use for\b|\b(?:numbers|figures"
    r"|sums)"
    r" (?:\w+ ){0,3}?(?:don't|do not) (?:work|add up)\b",
    r"\b(?:better|best) spent (?:at home|elsewhere|on)\b|\balready (?:\w+ )?(?:crowded"
    r"|saturated|full|overstretched|stretched)\b|\bif (?:i|we) had the (?:staff|money"
    r"|time|people|budget|means|resources)\b|\b(?:hands|diary|calendar|order book"
    r"|books)"
    r" (?:is|are) (?:\w+ )?full\b|\b(?:short of|shortage of|lack of|lacking|without the"
    r"|insufficient|inadequate) (?:[\w-]+ )?(?:staff|money|funds|funding|resources"
    r"|people|time|capacity|budget|personnel|means)\b",
    r"\b(?:lost|losing|laid off|let go of|shed) (?:[\w'-]+ ){0,3}?(?:people|staff"
    r"|colleagues|engineers|half|third)\b|\b(?:closed|closing|shut|sold|wound up"
    r"|discontinued) (?:[\w'-]+ ){0,3}?(?:line|plant|department|factory|division"
    r"|workshop|business|desk)\b|\b(?:do not|don't|no longer) (?:make|produce"
    r"|manufacture"
    r"|deal in|export|trade in|work in|cover) (?:such|these|those|that|this|any|to)\b",
)
LEAVING = alternatives(
    r"\b(?:discontinue|terminate|end|cease|stop) (?:our|its"
    r"|the) (?:\w+ )?(?:participation"
    r"|involvement|membership)\b",
    r"\b(?:accession|adhesion|participation|membership|letter) (?:[\w'.-]+ ){0,4}?(?:is"
    r"|are"
    r"|be) (?:\w+ )?(?:revoked|withdrawn|cancelled|rescinded|void|null)\b",
    r"\byes (?:\w+ )?(?:has|must) (?:now )?(?:become|turned into|become) a no\b"
    r"|\bnot (?:be )?"
    r"(?:continue|continuing)\b",
    r"\b(?:go|going|went|gone) back on (?:what|our|my|the)\b|\b(?:leave|exit|quit) the"
    r" (?:project|scheme|consortium|partnership|programme|initiative)\b",
    r"\b(?:we|i|region|chamber|agency|association|university|board|federation|company"
    r"|cluster|consortium) (?:[\w'.-]+ ){0,5}?(?:withdraws?|withdrew|withdrawing|pulls?"
    r" out|pulling out|backs? out|backing out|drops? out|dropping out|steps? (?:back"
    r"|down)|stepping (?:back|down)|quits?|leaves? the (?:project|scheme|consortium"
    r"|partnership|programme)|leaving the (?:project|scheme|consortium|partnership"
    r"|programme)|takes? (?:it|that|our \w+) back)\b",
    r"\b(?:cannot|can't|not able to|unable to|no longer able to|not) (?:[\w'-]+ )?(?:"
    r"honou?r|keep|stand by|fulfil|maintain|uphold|go through with|follow through on)"
    r" (?:[\w'-]+ ){0,3}?(?:commitment|promise|word|pledge|yes|agreement|acceptance"
    r"|offer|undertaking|what we)\w*",
)

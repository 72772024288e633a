"""How bodies that write English join, refuse and leave: classes of words.

Read like mail/phrase_italian.py.
"""

from mail.phrase_words import alternatives

_GAP = r"(?:[\w'.-]+ ){0,4}?"
_TO_JOIN = (
    r"(?:participat(?:e|ing)|tak(?:e|ing) part|join(?:ing)?|cooperat(?:e|ing)"
    r"|collaborat(?:e|ing)|sign(?:ing)? (?:up|on|the|it)|sign\b|accept(?:ing)?"
    r"|enter(?:ing)? (?:the|into|this)|be(?:ing)? (?:part of|a partner|involved"
    r"|included"
    r"|on board|among|one of|(?:in|there)(?=\W*(?:$|[.,!;])))|becom(?:e|ing) (?:a "
    r"|an )?(?:\w+ )?(?:partner"
    r"|member|participant|part|involved)|proceed(?:ing)?|go(?:ing)? ahead"
    r"|support(?:ing)?"
    r"|contribut(?:e|ing)|co-?financ(?:e|ing)|invest(?:ing)?|commit(?:ting)?"
    r"|tak(?:e|ing) (?:this|it|the (?:offer|proposal|matter)) (?:up|on|forward|further)"
    r"|tak(?:e|ing) up (?:the|your|this)|pursu(?:e|ing)|engag(?:e|ing)|say(?:ing)? yes"
    r"|confirm(?:ing)? (?:our|the|its) (?:\w+ )?(?:interest|participation|involvement"
    r"|agreement|acceptance)|express(?:ing)? (?:our|its) (?:\w+ )?interest"
    r"|step(?:ping)? in"
    r"|work(?:ing)? with (?:you|the)|be(?:ing)? represented|get(?:ting)? involved"
    r"|com(?:e|ing) (?:on board|in|along)|endors(?:e|ing)|adher(?:e|ing)|host(?:ing)?"
    r"|submit(?:ting)? (?:the|our|an?) (?:form|application)|partner(?:ing)?"
    r"|subscrib(?:e|ing)|undertak(?:e|ing)|commit)"
)
_WILLING = (
    r"(?:will|shall|would (?:very much |really |gladly |be )?(?:like|love|wish|be|happy"
    r"|glad|pleased|delighted)(?: (?:happy|glad|pleased|delighted|honou?red))?(?: to)?"
    r"|'ll|'d (?:like|love|be \w+)|can|cannot|can't|won't|shan't|wouldn't"
    r"|(?:am|are|is|'re|'m|be) (?:\w+ )?(?:happy|glad|pleased|delighted|ready|willing"
    r"|prepared|keen|eager|able|unable|going|honou?red|set|committed|inclined"
    r"|in a position|minded|authori[sz]ed|determined|looking forward|not)(?: to)?"
    r"|(?:wish|wishes|want|wants|intend|intends|plan|plans|agree|agrees|hope to|choose"
    r"|chosen|decide|decides|decided|resolved|elected|opted|agreed|voted|undertake"
    r"|undertakes|approved|determined|authori[sz]ed|prefer)(?: not)?(?: to| on| for)?"
    r"|(?:willingness|readiness|intention|desire|decision|consent|agreement|wish"
    r"|ability"
    r"|approval) (?:to|for|of)|happy to|glad to|delighted to|pleased to|are|is|am"
    r"|see grounds for|grounds for|reason to|point in|merit in|look(?:ing"
    r"|s)? forward to|do|does"
    r"|in favou?r of)"
)
_OUR_WORD = (
    r"(?:confirm\w*|express(?:es|ed|ing)?|declar\w+|reaffirm\w*|reiterat\w+|stat(?:e"
    r"|es|ing)"
    r"|announc\w+|notif\w+|convey\w*|communicat\w+|communicate|giv(?:e|es|ing|en)"
    r"|grant\w*|instructed to convey"
    r"|approv\w+|hereby|endors\w+|have|has|secured|register\w*|record\w*|accept this as"
    r"|lend\w*|offer\w*|authori[sz]\w+|there is|is a|this is|consider this"
    r"|treat this as"
    r"|take this as|formali[sz]\w+|obtained)"
)
_OUR_JOINING = (
    r"(?:participation|interest|involvement|adhesion|adherence|accession|consent"
    r"|support"
    r"|agreement to the (?:proposal|project)"
    r"|acceptance|agreement to (?:participate|join)|formal yes|confirmation|commitment"
    r"|go-ahead|green light|blessing|backing|approval|yes)"
)

JOINING = alternatives(
    rf"\b(?:(?<=')|){_WILLING} {_GAP}{_TO_JOIN}\b",
    r"\b(?:we|i|region|chamber|ministry|agency|council|board|fund|university|institute"
    r"|department|association|administration|committee|municipality|organi[sz]ation"
    r"|city|province|government|federation|consortium|centre|center|union|company|bank)"
    r" (?:(?:hereby|gladly|gratefully|therefore|formally|unanimously|fully|happily"
    r"|strongly|also|wholeheartedly|do|does|not|have|has|readily|officially) ){0,3}"
    r"(?:accept(?:s|ed)?|join(?:s|ed)?|participates?"
    r"|agree(?:s|d)?(?! (?:that|with (?:you|your|him|her))\b)"
    r"|support(?:s|ed)?(?= (?:the|this|your|it|its)\b|\W*$)"
    r"|endorse[sd]?|approve[sd]?|adhere[sd]?|take(?:s)? part|sign(?:ed|s)?|commit(?:s"
    r"|ted)?"
    r"|subscribe[sd]?|enter(?:s|ed)?|welcomes? (?:and|the (?:proposal|invitation)))\b",
    rf"\b{_OUR_WORD} {_GAP}{_OUR_JOINING}\b",
    r"\b(?:our|the \w+'s|its) (?:\w+ )?(?:participation|involvement|adhesion|accession"
    r"|consent) (?:[\w'.-]+ ){0,4}?(?:is|has been|can be|will be"
    r"|was) (?:\w+ ){0,2}?"
    r"(?:confirm|approv|agree|certain|secur|possib|feasib|authori|grant|envisag)\w*",
    r"\b(?:voted|all) (?:\w+ )?(?:in favou?r|yes)\b|\bsaid yes\b",
)
LIKING = alternatives(
    r"^\W*(?:our )?(?:reply|answer|response|decision)\W*(?:is )?yes\b",
    r"\b(?:am|are|is|be|remain|remains|'re|'m) (?:(?:very|highly|keenly|strongly"
    r"|definitely|certainly|indeed|also|therefore|really|most|much|still|not|all|both"
    r"|extremely|genuinely|seriously|currently|presently|at all|at present|at this time"
    r"|most certainly|more than|particularly|quite) ){0,3}"
    r"(?:interested|in favou?r|favou?rable|supportive|in agreement|enthusiastic|keen"
    r"|on board|agreed)\b",
    r"\b(?:proposal|project|initiative|this|it) (?:[\w'.-]+ ){0,2}?(?:interests us"
    r"|is of "
    r"(?:\w+ )?interest|appeals to us|suits us|meets with our approval"
    r"|has our (?:full |\w+ )?support)\b",
    r"^\W*(?:(?:our )?(?:reply|answer|response|position|decision))?\W*(?:is )?(?:very "
    r"|definitely |certainly |not )?"
    r"(?:interested|affirmative|positive|favou?rable|in favou?r|agreed|accepted"
    r"|approved"
    r"|confirmed)(?=\W*(?:$|[,.!;]|subject|provided|on condition|if|only|but"
    r"|conditional))",
    r"\bof (?:great|considerable|real|genuine|keen) interest to (?:us|our|this|the)\b",
)
ASSENT = alternatives(
    r"\b(?:an?|our) (?:\w+ )?yes\b|\bfully behind (?:this|it|the)\b"
    r"|\bin full agreement\b",
    r"\b(?:count|include|put|sign|add|enrol|enlist|consider|register|list|deal) us"
    r" (?:in|on|among|as (?:a |an )?(?:partner|participant|member)|down|up|on board"
    r"|to the list|aboard|with)\b|\b(?:sign|count|put|add|include) us\b(?! out)"
    r"|\bplease (?:include|register|enrol|list|sign up|add|put down) (?:us|our|the"
    r"|this)\b",
    r"\b(?:may|can|could) (?:\w+ )?(?:count|rely) on (?:us|our|me|the)\b",
    r"\bwe(?:'re| are)(?: all| definitely| certainly| absolutely| fully)?"
    r" (?:in|on board|on|game|with you|up for (?:it|this)|aboard|all for it|sold)"
    r"(?=\W*(?:$|[.,!;:)–—-])| for| and)",
    r"\b(?:thumbs up|go ahead|green light|full steam ahead"
    r"|you have our (?:\w+ )?(?:support"
    r"|consent|agreement|word|go-ahead|approval|blessing|backing)|it's a (?:yes|go"
    r"|deal)"
    r"|it is a (?:yes|go|deal)|a (?:firm|definite|clear|big|formal|resounding"
    r"|wholehearted)"
    r" yes|yes from (?:us|our|me)|our answer is (?:\w+ )?(?:yes|positive|affirmative)"
    r"|answer is yes|fine (?:by|with) us|ok(?:ay)? (?:by|with|for|from) us"
    r"|agreed on our side|we say yes|yes we (?:do|are|will|can|would)|consider it done"
    r"|happy to be (?:in|part))\b",
    r"\bno objections?\b(?! to (?:the |your |that )?(?:text|draft|minutes|date|public"
    r"|idea|change|wording|postpon))|\b(?:have|has|see) (?:nothing against|no reason"
    r" (?:not to"
    r"|to (?:refuse|decline|say no)|why not))\b|\bnothing stands in the way\b",
    r"\bhappy to (?:join|participate|take part|be involved|accept|help|proceed"
    r"|come on board|be on board)\b|\bwould(?:n't| not) (?:want to )?miss (?:it|this"
    r"|that)\b"
    r"|\bfools? (?:not )?to (?:turn|say|pass|refuse|miss)\b|\bcount on us\b"
    r"|\bhow could we (?:refuse|say no|decline|not)\b|\bcannot but (?:accept|agree"
    r"|join)\b"
    r"|\bno (?:way|reason) (?:\w+ ){0,3}(?:would|to) (?:miss|refuse)\b",
    r"\blook(?:ing)? forward to (?:working|cooperating|collaborating|taking part"
    r"|participating|joining)\b",
    r"\b(?:please )?proceed with (?:our|the) (?:inclusion|registration|participation)\b"
    r"|^\W*(?:deal|done deal|agreed|gladly|absolutely|definitely|with pleasure"
    r"|accepted)"
    r"(?=\W*(?:$|[.,!;:–—-]))",
    r"\b(?:has|have) (?:been )?(?:approved|endorsed|cleared|authori[sz]ed)"
    r" (?:[\w'.-]+ ){0,5}?(?:participation|project|proposal|partnership|involvement"
    r"|cooperation)\b|\b(?:participation|project|proposal|involvement)"
    r" (?:[\w'.-]+ ){0,4}?(?:has|have) been (?:approved|endorsed|cleared|accepted)\b",
)
REFUSING = alternatives(
    r"\brather not\b|\bprefer not to\b|\b(?:makes no|make (?:much |any )?) ?sense\b"
    r"|\bno sense for us\b",
    r"\b(?:decided|voted|resolved|advised|opted) against\b|\bnot something we\b"
    r"|\b(?:we|i) (?:can't|cannot|can not|won't|will not)(?=\W*(?:$|[.!]))"
    r"|\b(?:cannot|can't|do not|don't|not able to|unable to) (?:support|commit"
    r"|take on)\b",
    r"\b(?:declin(?:e|es|ed|ing)|turn(?:s|ed|ing)? (?:it|this|you|the \w+"
    r"|your \w+) down"
    r"|turn(?:s|ed|ing)? down|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)|abstain\w*"
    r"|opt(?:ed|ing)? out|forgo|forego|bow(?:ing)? out|step aside|stand aside"
    r"|sit this one out|sitting this one out|sit (?:it|this) out|give (?:it"
    r"|this) a miss)\b",
    r"\b(?:have to|must|will|shall|'ll|i'll|going to|gonna|to|we|should|obliged to"
    r"|i) pass"
    r"\b(?! (?:it|this|on|the|your|them)\b)|^\W*(?:hard )?pass\b(?=\W*(?:$|[.,!;–—-]))"
    r"|\bpass on (?:this|it|the (?:project|proposal|offer|opportunity))\b",
    r"\bnot (?:for us|interested|our (?:field|thing|area|sector|cup|priority|line"
    r"|business)|this time|at this time|a priority|relevant|suitable|feasible|viable"
    r"|possible|appropriate|compatible|consistent|in line|in our interest|of interest"
    r"|needed|worth|something (?:for|we)|part of|among|within our (?:plans|priorities"
    r"|strategy|programme|budget)|fall within|fit|match|correspond|affordable|anymore"
    r"|a good (?:fit|match))\b",
    r"\b(?:answer|reply|response|decision|opinion|vote|feedback|outcome)"
    r" (?:[\w'.-]+ ){0,4}?(?:is|was|has been|must be|remains) (?:\w+ )?(?:negative|no\b"
    r"|unfavou?rable)|\bit\'?s a (?:firm |polite )?no\b|\bit is a (?:firm "
    r"|polite )?no\b|\bnegative (?:answer|reply|response|decision|opinion)\b"
    r"|\bsay(?:ing)? no\b|\banswer is no\b|\bvoted (?:\w+ )?(?:against|no|it down)\b",
    r"\bwe(?:'re| are) (?:\w+ )?out(?=\W*(?:$|[.,!;])| of (?:this|the running))"
    r"|\bcount us out\b|\bunable to\b|\bwithout us\b|\bnot in a position\b"
    r"|\bregret (?:that )?(?:we )?(?:cannot|are unable|not|must decline)\b"
    r"|\bimpossible for (?:us|our|the)\b|\brule[sd]? (?:it|this) out\b",
    r"^\W*(?:no thanks|no thank you|sorry no|no|nope|negative|not interested|regret no"
    r"|thanks but no thanks|no way|i'm afraid not|afraid not)(?: thanks| thank you"
    r"| sorry)?\W*$|\bthanks but no(?: thanks)?\b|\bno thanks\b|\bno thank you\b",
    r"\b(?:nobody|no one|none of us|neither) (?:[\w'.-]+ ){0,3}?(?:is|wants|going|will"
    r"|wishes|can|are)\b|\bfully committed\b|\balready (?:committed|allocated|spent)"
    r" (?:elsewhere|to)\b|\bmaybe next (?:time|year)\b|\banother time\b",
    r"\b(?:proposal|project|request|offer) (?:[\w'.-]+ ){0,4}?(?:was|has been|is|been)"
    r" (?:not (?:approved|accepted|supported)|rejected|turned down|declined|refused)\b"
    r"|\bfell short\b|\bdid not (?:win|obtain|get|receive|approve|support|accept)\b",
)
# Reasons not to: a no where nothing says yes.
LACKING = alternatives(
    r"\btoo (?:small|expensive|far|big|costly|late|large|risky|stretched)\b",
    r"\bneither (?:the )?(?:\w+ )?nor (?:the )?(?:\w+)|\bhands are full\b"
    r"|\bno capacity\b"
    r"|\bhave neither\b|\blook for (?:somebody|someone) else\b",
    r"\b(?:isn't|aren't|doesn't|don't|cannot|can't|do not|does not"
    r"|couldn't) (?:really |\w+ )?"
    r"(?:for us|interested|interest us|our (?:field|thing|area|sector|priority)"
    r"|feasible|fit"
    r"|match|possible|suit|see (?:any |our |a |the |how|much )?(?:\w+ )?(?:role|need"
    r"|grounds|benefit|scope|point|way|reason|prospect|ourselves|value|fit)"
    r"|have (?:the|any"
    r"|enough|sufficient|adequate) (?:\w+ )?(?:resources|funds|budget|staff|money"
    r"|capacity|means|people|interest|appetite|mandate)|afford|need|accommodate|manage"
    r"|correspond|fall within)\b",
    r"\b(?:no|zero|little|any) (?:\w+ )?(?:interest|appetite|budget for|resources for"
    r"|capacity for|grounds for|scope for|room for|funds for|money for|need for)\b"
    r"|\bnothing (?:in it )?for us\b|\black (?:the|of) (?:\w+ )?(?:resources|funds"
    r"|interest"
    r"|staff|capacity|means|money)\b",
    r"\bother (?:\w+ )?priorities\b|\bpriorities (?:lie|are) (?:elsewhere|different)\b"
    r"|\b(?:look|try|find|better luck|luck) (?:\w+ )?elsewhere\b"
    r"|\bfind (?:another|other|someone else)\b|\b(?:outside|beyond) our"
    r" (?:[a-z]+ )?(?:scope|means|reach|budget|priorities|possibilities|capacity|plans"
    r"|strategy|field|area|interests)\b",
)

_COMMITMENT = (
    r"(?:interest|application|participation|candidacy|adhesion|adherence|consent"
    r"|support"
    r"|commitment|acceptance|registration|confirmation|letter|offer|signature|form|name"
    r"|yes|agreement|expression|approval|membership|pledge|answer of)"
)
LEAVING = alternatives(
    rf"\b(?:consider|regard"
    rf"|treat) (?:[\w'.-]+ ){{0,2}}?{_COMMITMENT} (?:[\w'.-]+ ){{0,5}}?"
    r"(?:as )?(?:withdrawn|void|cancelled|null|revoked)\b",
    rf"\b(?:withdraw(?:s|ing|n|al of|al)?|revok(?:e|es|ed|ing)|rescind(?:s|ed|ing)?"
    rf"|retract(?:s|ed|ing)?|cancel(?:s|ling|led)?|annul(?:s|led)?|recall(?:s|ing)?"
    rf"|take back|taking back|terminat\w+|rescission of)"
    rf" (?:[\w'.-]+ ){{0,5}}?{_COMMITMENT}\b",
    r"\b(?:withdraw(?:s|ing|n)?|pull(?:s|ed|ing)? out|back(?:s|ed|ing)? out"
    r"|drop(?:s|ped|ping)? out|withdrawal) (?:from|of)\b"
    r"|\b(?:we|must|to|are|is|have|has|region|chamber"
    r"|board) (?:\w+ )?(?:withdraw(?:ing|n)?"
    r"|pull(?:ing|ed)? out|back(?:ing|ed)? out|drop(?:ping|ped)? out|bow(?:ing)? out"
    r"|stepping (?:back|down|away)|step (?:back|down|away))\b",
    r"\b(?:remove|delete|strike|take|drop|erase) (?:us|our (?:\w+ ){0,2}?(?:name|entry"
    r"|region|organi[sz]ation|institution|details)) (?:from|off)\b"
    r"|\b(?:deleted|removed|struck) from the (?:register|list)\b",
    r"\bno longer (?:\w+ )?(?:interested|participat\w+|taking part|wish\w*|want\w*|able"
    r"|part|in a position|intend\w*|reflects|valid|stands|available|willing|join\w*"
    r"|consider\w*|count|be (?:able|part|taking|joining|participating)|pursu\w+"
    r"|with you"
    r"|hold\w*|possible)\b|\b(?:not|n't) (?:[\w'.-]+ ){0,5}?(?:any ?more|any longer)\b",
    r"\b(?:changed our (?:minds?|decision|position)|had second thoughts"
    r"|change of heart)\b",
    rf"\b{_COMMITMENT} (?:[\w'.-]+ ){{0,6}}?(?:is|are|be|as"
    rf"|hereby) (?:\w+ )?(?:withdrawn"
    rf"|null|void|cancelled|revoked|rescinded|no longer)\b",
    r"\b(?:go|carry|continue) on without us\b|\bproceed without us\b",
)
EARLIER = alternatives(
    r"\b(?:(?:we|i|which|having|region|chamber) (?:had )?(?:previously|earlier|already"
    r"|once|originally|initially|first)? ?(?:said yes|signed|confirmed|agreed|accepted"
    r"|promised|pledged|expressed|joined|committed))\b"
    r"(?! (?:\w+ ){0,3}?(?:budgets?|funds?|resources|money|staff|time"
    r"|elsewhere)\b)(?=.{0,200}?\b(?:but|however|now"
    r"|unfortunately|since then|no longer|regret|yet|must|have to|cannot|can't)\b)",
    r"\b(?:despite|notwithstanding|contrary to|following|after|with reference to) our"
    r" (?:earlier|previous|initial|prior|former) (?:[\w'.-]+ )?(?:yes|interest"
    r"|acceptance"
    r"|confirmation|agreement|letter|reply|answer|commitment)\b",
    r"\bour (?:earlier|previous|initial|prior) (?:\w+ )?(?:yes|acceptance|confirmation"
    r"|agreement|expression|commitment)\b",
)
OTHERS = alternatives(
    r"\b(?:colleagues?|compan(?:y's|ies)|firms?|enterprises?|members|one of our|some of"
    r"|they|he|she|others|personally|neighbou?rs?|subsidiar\w+|businesses"
    r"|who|someone|anyone|as a private|in my own|as such|everyone else)\b",
)
# Would join: with a condition said, a conditional yes; without one, nothing.
WOULD = alternatives(
    r"\b(?:would|could|'d) (?:\w+ ){0,2}?(?:join|participate|accept|sign|agree|support"
    r"|take part|be (?:\w+ )?(?:interested|willing|ready|prepared|able|in favou?r|in)"
    r"|come (?:in|on board)|say yes|commit|proceed|go ahead)\b",
    r"\b(?:our|its) (?:\w+ )?(?:participation|interest|agreement|consent|yes|approval"
    r"|support|involvement|answer) (?:[\w'.-]+ ){0,4}?(?:is|remains|would be|can be"
    r"|will be|stands|depends"
    r"|hinges)\b",
    r"\bconditions? (?:of|for) our (?:participation|consent|agreement|joining)\b",
    r"^\W*(?:ok|okay|yes|fine|agreed|all right|sure)\b",
)

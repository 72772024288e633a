"""English turns of phrase that say yes or no without the words for it.

Each list is read together with the table of the same name in mail/phrase_english.py.
"""

from mail.phrase_words import NOT, alternatives

_WE = r"(?:we|i|our \w+|the (?:\w+ )?(?:region|chamber|board|council|agency|centre))"

ASSENT = alternatives(
    rf"\b(?:put|mark|pencil|count|sign|book|write|enter|list) (?:{NOT}[\w'.-]+"
    rf" ){{1,4}}?"
    r"(?:down|in|up)(?: for| as| on|(?=\W*(?:$|[.!,])))",
    r"\bgo ahead (?:and|with)\b|\bfull support\b|\byou (?:have|can have) our"
    r" (?:\w+ )?(?:yes|name|logo|signature|vote)\b|\buse our (?:name|logo)\b",
    rf"\b{_WE} (?:\w+ )?(?:stand|stands|remain|remains) (?:fully )?(?:ready|prepared)"
    r" to\b|\bour (?:\w+ )?(?:members|companies|firms) (?:stand|are) ready\b",
    r"\btake upon (?:ourselves|itself|ourself)\b|\bnothing would please us more\b"
    r"|\bwith both hands\b|\bwith open arms\b|\bwhere do (?:we|i) sign\b"
    r"|\bcan't wait\b|\bcannot wait\b|\bcan hardly wait\b|\ba no-brainer\b"
    r"|\bbring it on\b|\blet's do (?:it|this)\b|\blet's go(?: ahead| for it)?\b"
    r"|\bgame on\b|\bof course we (?:will|do|are|want)\b|\bwe'?ll be there\b"
    r"|\bwe will be there\b|\bgo for it\b|\bsuits us\b|\bworks for us\b"
    r"|\bgood with us\b|\bwe'?re with you\b|\bwe'll take (?:it|part)\b",
    r"\bit is with (?:\w+ )?(?:satisfaction|pleasure|delight|joy|enthusiasm|pride) that"
    r" (?:we|i|our|the \w+) (?:\w+ )?(?:welcome|accept|join|confirm|agree|support"
    r"|endorse|take)\w*",
    r"\b(?:delighted|honou?red|thrilled|proud|pleased|glad) to (?:accept|join|take part"
    r"|participate|confirm (?:our|that we|participation)|be (?:part|involved|included"
    r"|a partner|on board)|support|endorse|come on board)\b",
    r"\b(?:approved|cleared|agreed|accepted|endorsed) (?:here|internally|by (?:the|our)"
    r" (?:board|council|management|minister|director|president|governor|executive))\b",
    r"\b(?:board|council|committee|assembly|members|minister|governor|president"
    rf"|management|executive) (?:{NOT}[\w'.-]+ ){{0,3}}?(?:has |have )?(?:unanimously "
    rf"|formally"
    r" |fully )?(?:approved|endorsed|backed|voted (?:for|in favou?r|to (?:join|adhere"
    r"|accept|take part|participate|support))|gave (?:its|the|their) (?:blessing"
    r"|approval|consent|go-ahead|green light))\b",
    r"\b(?:the|a) (?:unanimous|resounding|clear|loud) (?:and \w+ )?(?:yes|vote in"
    r" favou?r)\b|\bthe answer (?:here |from us )?is (?:a )?(?:\w+ )?yes\b",
)
LIKING = alternatives(
    r"\b(?:are|is|am|'re|stand|stands|remain) (?:\w+ )?(?:ready|willing|prepared|glad"
    r"|happy) to (?!discuss|talk|consider|look|explore|examin|hear|learn|receiv|meet"
    r"|answer|review|study|evaluat|assess|revisit|reply|provide|speak|think|know|see"
    r"|inform|be (?:kept|informed)|listen|read)\w+",
    r"\b(?:would|we'd|i'd|they'd) (?:\w+ )?love to\b(?! (?:but|hear|know|help but|see))"
    r"|^\W*(?:our (?:answer|reply)\W+)?of course\W*$",
    r"\bwelcomes? (?:the|your|this) (?:\w+ )?(?:initiative|proposal|project|idea"
    r"|offer|invitation)\b|\bcorresponds? (?:fully |entirely |well )?to our\b"
    r"|\b(?:fits|matches) (?:\w+ )?(?:our|well with|perfectly)\b|\bright up our"
    r" (?:street|alley)\b|\blook(?:s|ed)? (?:\w+ )?(?:favou?rably|kindly) (?:up)?on\b",
    r"\b(?:have |has )?(?:nominated|appointed|designated) (?:[\w'.-]+ ){0,6}?(?:as|to"
    r" be)"
    r" (?:our |the )?(?:contact|liaison|focal|coordinator|representative)\b"
    r"|\bour (?:contact(?: person| point)?|focal point|liaison) (?:will be|is|for"
    r" (?:this|the))\b",
)
REFUSING = alternatives(
    r"\bnot (?:[\w'-]+ ){0,3}?(?:expedient|advisable|opportune|feasible|worthwhile)\b"
    r"|\b(?:decided|chosen|chose|resolved|elected|preferred?|opted|agreed) not to"
    r" (?!answer|reply|comment)\w+",
    r"\bgiv(?:e|ing) (?:this|it|the) (?:[\w'-]+ ){0,2}?a miss\b"
    r"|\b(?:sit|sitting) (?:this|that|it) (?:one |round )?out\b"
    r"|\b(?:leave|leaving|let) (?:it|this|things|the matter) (?:there|at that|rest"
    r"|drop|be)\b|\blet(?:ting)? (?:this|it|that) (?:one )?(?:go|pass)\b"
    r"|\bskip (?:this|it)\b|\bstay(?:ing)? out\b|\bkeep(?:ing)? out of\b"
    r"|\b(?:remain|stay|stand)(?:s|ing)? (?:outside|aside|on the sidelines)\b",
    r"\b(?:must|have to|sorry to|afraid to|obliged to) disappoint you\b"
    r"|\btake (?:this|it|the matter) (?:no|not|any) further\b"
    r"|\bno further (?:action|interest|steps?)\b|\bclos(?:e|ing|ed) (?:the|our|this)"
    r" file\b|\bfile (?:is )?closed\b",
    r"\b(?:cannot|can't|unable to|do not|don't) see our way\b|\bnot minded to\b"
    r"|\bnot going to happen\b|\bwon't be (?:joining|taking|participating|coming"
    r"|able)\b|\bnot (?:be )?(?:joining|participating|proceeding|taking part"
    r"|pursuing|coming)\b",
    r"\b(?:regret|regrets|sorry|afraid|sad) (?:to (?:say|inform you|tell you)"
    r" )?(?:that )?(?:\w+ ){1,3}?(?:can't|cannot|won't|will not|must say no|is not"
    r" able|are not able|unable)\b",
)
LACKING = alternatives(
    r"\b(?:do not|don't|does not|no longer) have (?:the |any |enough |sufficient )?"
    r"(?:capacity|resources|funds|staff|manpower|budget)\b",
    r"\b(?:have|has|know of|count|are|is|with) no (?:[\w'-]+ )?(?:compan|firm|member"
    r"|staff|fund|money|budget|resourc|capacit|time|people|mandate|manpower|business"
    r"|expert|presence|means|takers|appetite|industr|produc|manufactur)\w*\b",
    r"\b(?:no one|nobody|none of (?:our|the|them)|not (?:one|a single)(?: of our)?)"
    r" (?:[\w'-]+ ){0,3}?(?:came forward|replied|responded|raised|showed|wants|wanted"
    r"|volunteered|is interested|was interested|stepped|expressed|took)\b",
    r"\bdeserves? a better partner\b|\bhands are (?:full|tied)\b|\bplates? (?:is|are)"
    r" (?:\w+ )?full\b|\btoo (?:far|small|late|expensive|costly|busy|remote|risky"
    r"|stretched|big)\b|\b(?:stretched|over-?committed|overstretched)\b",
    r"\bthanks (?:anyway|all the same|nonetheless)\b|\bthank you (?:anyway|all the"
    r" same|nonetheless)\b|\bnot the (?:right )?(?:time|moment|partner|place)\b"
    r"|\b(?:wrong|bad) (?:time|moment|partner|place)\b",
    r"\b(?:budget|funds?|grants?|allocation|money|programme) (?:[\w'.-]+ ){0,4}?(?:"
    r"exhausted|spent|frozen|cut|slashed|gone|run out|allocated|committed|dried up)\b"
    r"|\b(?:fully|already) (?:committed|engaged|booked|occupied) (?:elsewhere|until|to"
    r"|with|through)\b",
    r"\b(?:prefer|chosen|decided|choose) (?:[\w'.-]+ ){0,2}?(?:concentrate|focus|invest"
    r"|spend|turn) (?:[\w'.-]+ ){0,5}?(?:elsewhere|other|domestic|instead|home)\b"
    r"|\b(?:statutes?|mandate|charter|remit|by-?laws?) (?:[\w'.-]+ ){0,3}?(?:not"
    r"|limits?"
    r"|confines?|restricts?|forbids?|prevents?|prohibits?)\b|\bnot within our\b"
    r"|\boutside (?:the |our )?(?:\w+ )?(?:remit|mandate|scope|competence)\b",
    r"\bmore than we can\b|\bnot (?:equipped|staffed|in a condition|strong enough|big"
    r" enough|large enough|ready)\b|\bmarkets? (?:is|are) (?:not|elsewhere)\b",
)
LEAVING = alternatives(
    r"\bcancel (?:us|our (?:seats?|places?|booking|stand|table))\b",
    r"\b(?:go|going|went) back on (?:our|my|the)\b|\beat (?:my|our) words\b"
    r"|\btak(?:e|ing) back (?:our|my|the|that)\b|\bunsay\b"
    r"|\b(?:release|give up|give away|vacate) our (?:place|seat|slot)\b"
    r"|\bgive our (?:place|seat|slot) to\b|\bscratch our (?:name|entry)\b"
    r"|\b(?:cross|take|strike|scratch|delete|remove) (?:us|me|our \w+) (?:off|out|from)"
    r"\b|\bwish(?:es)? to be (?:removed|released|taken off)\b"
    r"|\bdisregard our (?:\w+ )?(?:yes|acceptance|application|confirmation|interest"
    r"|registration|letter)\b|\bpull(?:ing)? the plug\b",
)
EARLIER = alternatives(
    r"\b(?:wrote|told you|said|informed you|announced) (?:\w+ ){0,3}?(?:that )?we"
    r" (?:would"
    r"|were|are|will|agree|accept|join|intend|had)\w*\b(?! (?:not|reply|answer|discuss"
    r"|unable|examin|consider|come back))",
    r"\b(?:yes|acceptance|promise|consent) (?:that )?(?:we|i) (?:gave|sent|made|wrote)"
    r"\b|\bwhen (?:we|i) (?:said|wrote|told you|confirmed|promised) (?:\w+"
    r" ){0,3}?(?:yes"
    r"|would|were in)\b",
)

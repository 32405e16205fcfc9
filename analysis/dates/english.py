"""The forms of time expressions in English."""

from __future__ import annotations

from analysis.dates.expressions import alternatives, vocabulary
from analysis.dates.forms import Form

_DAY = r"3[01]|[12][0-9]|0?[1-9]"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"
_ORDINAL = rf"(?:(?:twenty|thirty)[ -])?(?:{alternatives(vocabulary('ordinal', 'en'))})"
_YEAR_WORDS = (
    rf"(?:seventeen|eighteen|nineteen|twenty)[ -](?:hundred|(?:oh|zero)[ -](?:{_ONES})|{_TEENS}"
    rf"|(?:{_TENS})(?:[ -](?:{_ONES}))?)|(?:one|two) thousand (?:(?:{_ONES}) hundred )?(?:and )?"
    rf"{_SMALL}|two thousand(?=[.,;:)!?]|$| (?:to|until|till|through)\b)"
)
_FEW = "[2-9]|1[01]|two|three|four|five|six|seven|eight|nine|ten|eleven"
_AMBIGUOUS = ("march", "may", "mar", "mar.")  # lower-case months that are other words


def _any_case(kind: str) -> str:
    """Return a pattern for the words of a kind, whose ambiguous ones want a capital."""
    words = vocabulary(kind, "en")
    sure = alternatives({word: 1 for word in words if word not in _AMBIGUOUS})
    rest = {w: 1 for word in words if word in _AMBIGUOUS for w in (word.capitalize(), word.upper())}
    return f"(?i:{sure})" + (f"|{alternatives(rest)}" if rest else "")


def _capital(kind: str) -> str:
    words = vocabulary(kind, "en")
    return alternatives({w: 1 for word in words for w in (word.capitalize(), word.upper())})


_ABBREVIATED = "Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec"
GROUPS = {
    "year": r"(?:19[0-9]|20[0-5])[0-9]",
    "year_any": r"(?:1[0-9]|20)[0-9]{2}",
    "year_w": f"(?i:{_YEAR_WORDS})",
    "short": r"[0-9]{2}",
    "count": rf"[1-9][0-9]{{0,2}}|(?i:{alternatives(vocabulary('count', 'en'))})",
    "week": r"5[0-3]|[1-4][0-9]|[1-9]",
    "decade": r"(?:1[5-9]|20)[0-9]0",
    "decade_s": r"[0-9]0",
    "decade_w": f"(?i:{alternatives(vocabulary('decade', 'en'))})",
    "century": r"1[0-9]|2[01]",
    "century_w": r"(?i:(?:six|seven|eigh|nine)teenth|twentieth|twenty[- ]first)",
    "day": rf"(?:{_DAY})(?:st|nd|rd|th)?|(?i:{_ORDINAL}|twenty[ -](?:{_ONES})|thirty[ -]one)",
    "day_n": _DAY,
    "day_th": rf"(?:{_DAY})(?:st|nd|rd|th)|(?i:{_ORDINAL})",
    "month": f"{_any_case('month')}|{_any_case('month_short')}",
    "month_n": r"1[0-2]|0?[1-9]",
    "month_full": _capital("month"),
    "month_sure": "January|February|July|September|October|November|December",
    "month_short": rf"(?:{_ABBREVIATED})\.?",
    "weekday": f"{_any_case('weekday')}|{_capital('weekday_short')}",
    "weekday_full": _any_case("weekday"),
    "weekend": r"(?i:weekend)",
}
_WEEKDAY = f"(?:{GROUPS['weekday']})"
_MONTHS = "month month_short"
_WEEKDAYS = "weekday weekday_short"
_PRE = r"(?:<part>(?: of)?[ -](?:the month of )?)?"
_DATE = rf"(?:{_WEEKDAY},? (?:the |[(])?)?"
_NO_AMOUNT = r"(?![0-9%a-z]|[.,:][0-9]| (?:percent|per cent|[mb]illion|trillion))"
_PLAIN_DAY = (
    r"(?<!\ba )(?<!other )(?<!Man )(?<!Casual )(?<!Freaky )(?<!very )(?<!ach )(?<!Black )"
    r"(?<!Good )(?<!Cyber )(?<!Super )"
    r"(?<!irst )(?<!cond )(?<!hird )"
    r"(?<!urth )(?<!ifth )"
)
_NO_STREET = r"(?! (?:Street|Road|Avenue|Lane|Square|Drive|Place|St\b|Rd\b))"
_SPAN = r"(?: ?[-–—] ?| to | through | until | till | and )"
_NO_DIGITS = r"(?![0-9]|[.,:/][0-9])"
_FREE = r"(?<![0-9.,:$€£¥/-])(?<![A-Za-z]-)"
_STOP = r"(?=[.,;:)!?”\"’]|$| (?:and|to|when|as|but|in|on|for|with|after|before|the|it|was|is)\b)"
_COUNTED = rf"(?:{alternatives(vocabulary('counted', 'en'))})\b"


def _after(words: str) -> str:
    """Return a pattern for the place behind any of the words, of whatever length they are."""
    return "(?:" + "|".join(rf"(?<=\b(?i:{word}) )" for word in words.split("|")) + ")"


_PREPOSITION = (
    "in|into|circa|since|by|until|till|through|before|after|around|during|as of|throughout"
)
_BEFORE_MONTH = _after(
    "in|since|until|till|through|during|around|throughout|ending|ended|starting|beginning"
    "|as early as|as late as|already|the|its|their|our|this is"
)
_BEFORE_MONTH_OR_NAME = _after(
    "by|before|after|from|to|for|between|and|or|of|as of|his|her|my|your|whose|a|that"
)
_BEFORE_YEAR = _after(f"{_PREPOSITION}|year|calendar|as early as")
_BEFORE_LAST_YEAR = _after("of|from|to|for|than|and|or|versus|vs|end")
_BEFORE_QUARTER = _after("in|for|during|of|this|last|by|since|until|the")
_BEFORE_THE_DAY = _after("on the|by the|until the|since the|before the|after the|from the|for the")
_IN_THE = _after("in the|over the|during the|since the|until the")
_OWN = _after("the|its|their|our|his|her|a")
_YEAR = rf"(?:<year>{_NO_DIGITS}|<year_w>|<shift_year>)"
_DATED = rf"(?:,? (?:of )?(?:<year_any>{_NO_DIGITS}|<year_w>|<shift_year>))?"
_LEAD = r"(?P<lead>(?i:between|from) )"
_IN = r"(?: of| in)? "
_WEEK_OF = (
    r"(?i:(?P<is_week_of_1>(?:the )?week (?:of|starting|beginning|commencing|ending|ended)(?: on)?"
    r"|w/c))"
)

FORMS = (
    # days in digits; the American order where both are possible, but for dots
    Form("0", rf"{_FREE}<year_any>[-/.]<month_n>[-/.]<day_n>(?![0-9])"),
    Form("0", rf"{_FREE}<year_any>[-/](?P<month>(?i:{_ABBREVIATED}|may|june?|july?))[-/]<day_n>"),
    Form("0", rf"{_FREE}<year>-(?P<month_n>1[0-2]|0[1-9])(?![-0-9])"),
    Form("0", rf"{_FREE}<year> ?/ ?<month_n>(?![-/.]?[0-9])"),
    Form("0", rf"{_FREE}<month_n>(?:/<day_n>/|-<day_n>-|/<day_n>, ?)<year_any>(?![0-9])"),
    Form("0", rf"{_FREE}<day_n>(?:/<month_n>/|-<month_n>-|\.<month_n>\.)<year_any>(?![0-9])"),
    Form("0", rf"{_FREE}<month_n>/<day_n>/<short>(?![0-9])"),
    Form("0", rf"{_FREE}<day_n>/<month_n>/<short>(?![0-9])"),
    Form("0", rf"{_FREE}<month_n> ?/ ?<year>{_NO_DIGITS}"),
    Form("0", rf"{_FREE}(?P<month_n>1[0-2]|0[1-9])-<year>{_STOP}"),
    Form("0", rf"{_after('from|to|on|until|since')}(?!24/7|9/11)<month_n>/<day_n>{_STOP}"),
    Form("0", rf"{_after('on')}(?!24/7)<day_n>/<month_n>{_STOP}"),
    # days with their month
    Form(
        f"{_MONTHS} {_WEEKDAYS}",
        rf"{_DATE}<month>(?:\.? |[-/.])(?:the )?<day>{_NO_AMOUNT}"
        rf"(?:{_SPAN}(?:<month2> )?<day2>(?![0-9%a-z]|[.,][0-9]))?"
        rf"(?:,? (?:(?P<year_any2>{GROUPS['year_any']}){_NO_DIGITS}|<year_w2>"
        r"|(?:of )?<shift_year2>))?",
    ),
    Form(_MONTHS, rf"<month> between <day_n>{_SPAN}<day_n2>{_DATED}"),
    Form(
        "between from 0",
        rf"{_LEAD}?{_FREE}<day>{_SPAN}<day2>(?: of)? <month>{_DATED}",
    ),
    Form("0", rf"{_FREE}<day_n>/<day_n2> <month>{_DATED}"),
    Form("between from", rf"{_LEAD}<day_n>{_SPAN}<month2> (?P<day_n2>{_DAY}){_DATED}"),
    Form(
        "between from 0",
        rf"(?:{_LEAD}{_FREE}<day>{_SPAN}<day2>(?: of| in)?|{_FREE}<day>{_SPAN}<day2> of)"
        r" <shift_month>",
    ),
    Form(
        f"0 the? ordinal twenty thirty {_WEEKDAYS}",
        rf"{_FREE}{_DATE}<day>(?:\.| of)? <month>{_NO_STREET}{_DATED}",
    ),
    Form("0 the? ordinal", r"(?i:the )?<day_th> of <shift_month>"),
    Form(_WEEKDAYS, r"<weekday>,? the <day_th>(?! of)"),
    Form("0 ordinal", rf"{_BEFORE_THE_DAY}<day_th>{_STOP}"),
    Form(_MONTHS, r"<month> ['’]?(?P<short>[4-9][0-9])(?=[.,;:)!?]|$)"),
    # the same days of another year
    Form(
        "the? like",
        rf"(?:the )?<like> (?:(?:of |in )?{_YEAR}|<count> years (?P<is_direction_ago>ago))",
    ),
    Form(
        "count 0",
        r"<count> years (?P<is_direction_ago>ago) (?i:(?P<is_like_today>today|this day)"
        r"|(?P<is_like_month>this month))",
    ),
    # months and quarters from the first on
    Form(
        "the? first",
        rf"(?i:(?:the )?first (?:(?P<is_month_1>)(?P<month2>{_FEW}) months"
        rf"|(?P<is_quarter_1>)(?P<quarter2>[23]|two|three) quarters))"
        rf"(?:(?: of| in)? (?:<year2>{_NO_DIGITS}|<shift_year2>))?",
    ),
    Form(
        "the? first last final",
        rf"(?i:(?:the )?<nth> (?P<is_weekday_7>(?:trading|business|working) day)) (?:of|in) "
        rf"(?:<month>{_DATED}|<shift_month>|{_YEAR})",
    ),
    Form(
        "the? first last final",
        r"(?i:(?:the )?(?:first|opening) (?P<is_day_1>)(?P<day_n2>[2-9]|1[0-9]|2[0-8]|(?i:two"
        r"|three|four|five|six"
        rf"|seven|eight|nine|ten)) days) (?:of|in) (?:<month2>{_DATED}|<shift_month2>)",
    ),
    Form(
        "the? month",
        r"(?i:the )?<month_full>[ -](?P<is_unit_quarter>quarter)(?P<is_direction_upto>)(?:,?"
        rf"(?: of)? {_YEAR})?",
    ),
    Form("week between from", rf"(?i:(?:between |from )?week <week>{_SPAN}(?:week )?<week2>)"),
    Form("week", rf"(?i:week <week>) (?:of|in) <year>{_NO_DIGITS}"),
    # weeks and weekdays counted within a month or year
    Form(
        "the? nth",
        rf"(?i:the )?<nth> (?:<weekday>|week)"
        rf"(?: (?:of|in) (?:<month>{_DATED}|{_YEAR})|{_IN}(?:<shift_month>|<shift_year>))",
    ),
    Form("the? week w", rf"{_WEEK_OF} <month>[. ] ?<day>{_NO_AMOUNT}{_DATED}"),
    Form("the? week", rf"{_WEEK_OF} (?:the )?<day_th>(?: of)?(?: <month>{_DATED})?"),
    Form("shift_week", rf"<shift_week>,? (?:between|from) <weekday>{_SPAN}<weekday2>"),
    # quarters, halves, seasons
    Form("the? half", rf"(?i:the )?<half> of <month>{_DATED}"),
    Form("part", rf"<part>(?: of)?(?: the)?[ -](?:<quarter>|<half>)(?:,?(?: of)? {_YEAR})?"),
    Form("part", rf"<part>(?: of)?(?: the)?[ -]<season>(?: of|,)? {_YEAR}"),
    Form("part", rf"{_after('in|since|by|until|during')}<part>(?: of)?[ -]<season>"),
    Form(
        "the? half quarter",
        rf"(?:<half>|<quarter>)(?: of| in|,)?(?: the)?(?: (?:fiscal|calendar)(?: year)?)? {_YEAR}",
    ),
    Form("half quarter", rf"(?:<half>|<quarter>) FY ?(?:<year>|<short>){_NO_DIGITS}"),
    Form("the? last", rf"(?i:(?:the )?last (?P<is_quarter_4>quarter of)) {_YEAR}"),
    Form("0", r"<year>(?: |, )?(?:the )?(?:<quarter>|<half>)(?![0-9])"),
    Form("the? season", rf"<season>(?: of| in|,)? {_YEAR}"),
    Form("shift", r"<shift> <season>"),
    Form("season", rf"{_after('before|by|until|till|since|after|through')}<season>{_STOP}"),
    Form("season", rf"{_IN_THE}<season>(?! of\b)"),
    # months
    Form(f"{_MONTHS} part", rf"{_PRE}<month>(?: of|,| ,)? {_YEAR}"),
    Form("0", rf"{_FREE}<year>(?: ,|,)? (?P<month>(?!(?i:ma[ry])){GROUPS['month']})(?! [0-9])"),
    Form(_MONTHS, r"<month> (?:of )?(?P<anaphor>(?i:that|the same|the following) year)"),
    Form("shift_year", r"<shift_year>['’]s <month>"),
    Form("part shift", rf"{_PRE}<shift> <month>"),
    Form(
        "the? first last",
        rf"(?i:the )?(?i:(?P<is_day_1>first day of)|(?P<is_day_99>last day of)) "
        rf"(?:<month>{_DATED}|<shift_month>|<shift_year>)",
    ),
    Form(
        "between from",
        rf"{_LEAD}<month>(?: <year>)?{_SPAN}<month2>(?! [0-9]{{1,2}}\b)(?:,? <year2>{_NO_DIGITS})?",
    ),
    Form("part", r"<part>(?: of)?[ -]<month>"),
    Form(
        _MONTHS,
        r"(?P<is_pair_1>)(?:<month_full>|<month_short>) and (?:<month_full2>|<month_short2>)"
        r"(?! [A-Z0-9])",
    ),
    Form("month", rf"{_BEFORE_MONTH}<month_full>"),
    Form("month_short", rf"{_BEFORE_MONTH}<month_short>(?! [A-Z][a-z])"),
    Form("month", rf"{_BEFORE_MONTH_OR_NAME}<month_full>(?! [A-Z][a-z])"),
    Form("month", r"<month_sure>(?! [A-Z][a-z])"),
    # parts of years, months and weeks
    Form(
        "part", r"<part>(?: of| in)?[ -](?:<shift_year>|<shift_month>|<shift_week>|<shift_quarter>)"
    ),
    Form(
        "the? part",
        r"(?i:the )?<part>(?: of)?(?: the|[ -])(?: ?<decade>"
        r"|(?<=the) ['’]?<decade_s>|(?<=[ -])['’]?<decade_s>)['’]?s",
    ),
    # years
    Form(
        "this", r"(?P<is_shift_year_0>(?i:this) year) and (?P<is2_shift_year_1>next)(?! [a-z]+ly)"
    ),
    Form("0", rf"(?<=\b[Ii]n ['’])<short>{_NO_DIGITS}(?!['’]?s\b)"),
    Form("0", rf"(?<=\b(?:[Bb]y|of) ['’])(?P<short>2[0-9]){_NO_DIGITS}(?!['’]?s\b)"),
    Form("0", rf"(?<=\bsince ['’])<short>{_NO_DIGITS}(?!['’]?s\b)"),
    Form("0", rf"{_BEFORE_YEAR}(?P<is_pair_1>)<year> (?:and|or) <year2>{_NO_DIGITS}{_STOP}"),
    Form(_MONTHS, rf"<month>(?:[–—-]| to )<month2> (?:<year2>{_NO_DIGITS}|<shift_year2>)"),
    Form("between from", rf"{_LEAD}(?:<year>|<year_w>){_SPAN}(?:<year2>{_NO_DIGITS}|<year_w2>)"),
    Form("between", rf"{_LEAD}<year>(?= and )"),
    Form("from", rf"{_LEAD}<year>(?= (?:to|through|until|till) )"),
    Form("0", rf"{_FREE}<year>[-–](?:<year2>|<short2>){_NO_DIGITS}"),
    Form("fiscal fy", rf"(?P<is_fiscal_1>(?i:fiscal(?: year)?|FY) ?)<year>{_NO_DIGITS}"),
    Form("fy", rf"(?P<is_fiscal_1>FY ?)<short>{_NO_DIGITS}"),
    Form("year", r"(?i:(?P<is_part_end>year[- ]end|year['’]s end))(?! [a-z]*ing)"),
    Form("0", r"(?P<quarter>[1-4]Q) ?<short>"),
    Form("part", rf"<part>(?: of)?[ -]<year>{_NO_DIGITS}"),
    Form("0", rf"{_BEFORE_YEAR}<year>{_NO_DIGITS}(?!-| (?:{_COUNTED}|[A-Z]))"),
    Form("cardinal", rf"{_BEFORE_YEAR}<year_w>"),
    Form("0", rf"{_BEFORE_LAST_YEAR}<year>{_NO_DIGITS}{_STOP}"),
    Form("0", rf"{_OWN}<year>{_NO_DIGITS}(?= [a-z])(?! {_COUNTED})"),
    Form(
        "0",
        r"(?:^|(?<=[\n“\"])|(?<=[.!?] ))<year>(?= (?:may|will|is|was|has|could|should|would|saw|"
        r"brought|marks|marked|might|began) )",
    ),
    # bare quarters and halves
    Form("half quarter", r"(?:<half>|<quarter>)(?<![HQ1-4])(?! of)"),
    Form("half quarter", rf"{_BEFORE_QUARTER}(?:<half>|<quarter>)(?! of)"),
    Form(
        "half quarter",
        r"(?:<half>|<quarter>)(?= (?:revenue|earnings|results|sales|profit|report|guidance|income"
        r")\b)",
    ),
    Form(
        "half quarter",
        r"(?:^|(?<=[\n“\"])|(?<=[.!?;] ))(?:<half>|<quarter>)(?=,? (?:the|ends?|ended|saw|was"
        r"|will"
        r"|brought|has|began|begins?|starts?|started|looks?)\b)",
    ),
    # distances
    Form(
        "the",
        r"(?i:the) (?P<unit>day|week|month|year) (?i:(?P<is_direction_after>after)(?P<is_bare_2>)"
        r"|(?P<is_direction_before>before)(?P<is_bare_2>))"
        r"(?= (?:its|the|his|her|their|it|he|she|they|[A-Z][a-z]+[a-z ]) ?(?!(?:next"
        r"|last)\b)[a-z])",
    ),
    Form("a one", r"(?P<anaphor>(?i:(?:a|one) year earlier))"),
    Form(
        "count 0",
        r"(?P<count>a|one|[0-9]{1,2}|two|three|four|five) (?:<unit> )?and (?P<is_more_1>a half) "
        r"(?:<unit> )?(?:(?P<is_direction_ago>ago)|(?P<is_direction_later>later))",
    ),
    Form(
        "count 0",
        r"<count2> <unit2>,? (?:and )?<count> <unit> "
        r"(?:(?P<is_direction_ago>ago)|(?P<is_direction_later>later))",
    ),
    Form(
        "count 0",
        r"<count> <unit> (?i:(?P<is_direction_hence>from|after)|(?P<is_direction_ago>before)) "
        r"(?:<shift_day>|<shift_week>|<holiday>)",
    ),
    Form(
        "count 0",
        r"<count> <unit> (?i:(?P<is_direction_ago>ago(?: today| this (?:week|month))?)"
        r"|(?P<is_direction_before>earlier)"
        r"|(?P<is_direction_later>later|after (?:that|this)|afterwards?)"
        r"|(?P<is_direction_hence>from (?:now|today)|hence))",
    ),
    Form(
        "count 0",
        r"<count> <weekday>s "
        r"(?:(?P<is_direction_hence>from (?:now|today))|(?P<is_direction_ago>ago))",
    ),
    Form("a one", r"(?i:(?P<is_direction_past>(?:a|one) week ago(?: on)?)) <weekday_full>"),
    Form(
        "the? count 0 months quarter year",
        r"(?<![Hh]alf[ -])(?i:the )?(?:<count> )?(?P<unit>months|quarter|year) "
        r"(?P<is_direction_upto>to|ended|ending)(?: in| on)? "
        rf"(?:<month>(?: <day_n>{_NO_AMOUNT})?|<day_n> <month>){_DATED}",
    ),
    Form(
        "count 0",
        r"<count> <unit> (?P<is_direction_after>after)(?P<is_bare_1>)(?= (?:the|that|this) [a-z])",
    ),
    Form("count 0", r"<count> (?!days?)<unit> (?P<is_direction_after>after)(?= [a-z])"),
    Form(
        "the? this =past last previous next coming upcoming following these",
        r"(?i:(?:the |these |this )?(?:(?P<is_direction_past>past|last|previous)"
        r"|(?P<is_direction_next>next|coming|upcoming|following))) <count> <unit>(?! (?:of|in)\b)",
    ),
    Form(
        "the? this",
        r"(?i:(?P<is_direction_past>(?:the|this) (?:past|last)) (?P<unit>week|month|quarter|year"
        r"|decade))(?! of\b)",
    ),
    Form("the", r"(?i:(?P<is_direction_next>the (?:next|coming)) (?P<unit>decade))"),
    Form(
        "within less",
        r"(?i:(?P<is_direction_within>within|less than(?=.{0,30} from (?:now|today)))) "
        r"(?i:the (?:next|coming|upcoming) )?<count> <unit>(?: from (?:now|today))?(?! of\b)",
    ),
    Form("in", rf"(?P<is_direction_in>(?i:in)) <count> <unit>(?:['’]s? time)?{_STOP}"),
    # days and weeks
    Form("shift_day", r"(?!(?<=\w )[TY])<shift_day>(?!['’]s [A-Z])"),
    Form(
        "now",
        rf"(?P<is_shift_day_0>(?:{_after('between|from')}now(?= (?:and|to|until|till|through) )"
        rf"|{_after('and|to|until|till')}now{_STOP}))",
    ),
    Form(_WEEKDAYS, r"(?<!very )(?<!ach )<weekday>,? (?:of )?<shift_week>"),
    Form("shift_week", r"<shift_week>,? (?:on )?<weekday>"),
    Form(
        f"{_WEEKDAYS} shift",
        rf"{_PLAIN_DAY}(?:<shift> )?<weekday_full>"
        r"(?! (?:Times|Telegraph|Mail|Night|Post|Ledger|Review|Herald)\b|\.com|['’]s [A-Z])",
    ),
    Form("shift_week", r"(?!(?i:the week)(?! (?:after next|before last)))<shift_week>"),
    Form("the? shift weekend", r"(?:<shift> |(?P<lead>(?i:the) )|(?<=\bon ))<weekend>"),
    # decades and centuries
    Form("the? 0", r"(?i:the )?<decade>['’]?s"),
    Form(
        "the",
        r"(?i:the) (?:['’]<decade_s>|(?P<decade_s>[5-9]0))['’]?s"
        r"(?! (?:and|or|percent|percentile|degrees)\b)",
    ),
    Form("the", r"(?i:the) <decade_w>"),
    Form("the? part", r"(?i:the )?<part>(?: of)?(?: the|[ -])[ ]?<decade_w>"),
    Form("0", r"(?<=\b[Ii]n )(?P<decade_s>[5-9]0)['’]s"),
    Form("shift_decade", r"(?!the decade)<shift_decade>"),
    Form("part", r"<part>(?: of| in)? <shift_decade>"),
    Form(
        "the? 0 part sixteenth seventeenth eighteenth nineteenth twentieth twenty",
        r"(?i:the )?(?:<part>(?: of)?(?: the)?[ -])?(?:<century>(?:st|nd|rd|th)|<century_w>) "
        r"(?i:century)",
    ),
    # what leans on other words
    Form(
        "the? day night evening morning",
        r"(?i:(?:the )?(?:day|night|evening|morning) (?:(?P<is_feast_next>after)|"
        r"(?P<is_feast_eve>before))) <holiday>"
        rf"(?:,? <year>{_NO_DIGITS})?",
    ),
    Form("recent", r"<recent>"),
    Form("anaphor", r"<anaphor>(?! (?:the )?(?:next|last)\b)"),
    Form("that", r"(?P<is_that_1>(?i:that) )(?:<month_full>|<season>)"),
    Form(
        "the",
        r"(?i:(?P<is_that_2>the (?:following|next))) (?:<weekday_full>|<month_full>|<season>)",
    ),
    Form("the", r"(?i:(?P<is_that_3>the (?:previous|preceding))) <weekday_full>"),
    Form(
        "shift_month shift_quarter shift_year",
        r"(?!(?i:the (?:year|month|quarter))\b(?! (?:after|before) (?:the )?(?:next|last)))"
        r"(?:<shift_month>|<shift_quarter>|<shift_year>)",
    ),
    Form(
        "the? nth weekday",
        r"(?i:the )?(?:<nth> )?<weekday> (?P<is_feast_after>after) <holiday>"
        rf"(?:,? <year>{_NO_DIGITS})?",
    ),
    Form(
        "the? eve",
        rf"(?i:(?:the )?(?P<is_feast_eve>eve of(?: the)?)) <holiday>(?:,? <year>{_NO_DIGITS})?",
    ),
    Form("holiday", rf"<holiday>(?:,? (?:<year>{_NO_DIGITS}|<shift_year>))?"),
)

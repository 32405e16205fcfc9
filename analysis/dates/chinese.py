"""The forms of time expressions in Chinese, written in Simplified characters."""

from __future__ import annotations

from analysis.dates.expressions import alternatives, vocabulary
from analysis.dates.forms import Form

NUMERALS = "零〇○一二三四五六七八九"
COUNTING = f"{NUMERALS}十两几数半多"
_MONTH = r"1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12][0-9]|0?[1-9]"
_NUMBER_DAY = r"[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]"

GROUPS = {
    "year": rf"(?:19|20)[0-9]{{2}}|[一二][{NUMERALS}]{{3}}"
    r"|两千零?(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=年)"
    r"|两千(?=年[0-9一二三四五六七八九十])",
    "year_any": r"(?:1[0-9]|20)[0-9]{2}",
    "short": r"[0-3][0-9]",
    "short_any": r"[0-9]{2}",
    "roc": rf"[1-9][0-9]{{0,2}}|[{NUMERALS}十百]{{1,6}}",
    "month": rf"{_MONTH}|元(?=月)|十[一二]?|[一二三四五六七八九]",
    "month_n": _MONTH,
    "day": rf"{_DAY}|{_NUMBER_DAY}",
    "day_n": _DAY,
    "day_w": _NUMBER_DAY,
    "count": r"[1-9][0-9]{0,2}|[一二三四五六七八九]?十[一二三四五六七八九]?"
    r"|[一二两三四五六七八九几数半]|若干|好几",
    "week": r"5[0-3]|[1-4][0-9]|[1-9]",
    "decade": r"(?:19|20)[0-9]0|[1-9]0|[一二三四五六七八九][十〇零]",
    "weekend": r"末",
    "lead": r"",
}

_ROC = (
    r"(?:(?P<roc>1[01][0-9])[ ]?年"
    r"(?=度|[ ]?(?:1?[0-9][ ]?月|[上下]半年|第[一二三四1-4]季|Q[1-4]|全年|[初底中末春夏秋冬]"
    r"|元旦))度?"
    r"|(?<=[自从由于在至到])(?P<roc>1[01][0-9])年(?![历来]|间|[之以]?[前后内]))"
)
_SHORT = (
    r"(?P<short>[0零][0-9零一二三四五六七八九])[ ]?年(?!代)"
    rf"|<short>[ ]?年(?=[ ]?(?:[0-9十{NUMERALS}]{{1,2}}[ ]?月|[上下]半年|第?[一二三四]季|Q[1-4]"
    r"|[初底末]))"
)
_Y = (
    r"(?:(?:民国[ ]?<roc>|<year>)[ ]?(?:财政?)?年度?"
    rf"|[去今明前][ ]?[（(](?:<year>|<roc>)[)）][ ]?年|{_ROC}|{_SHORT})"
)
_Y_ANY = rf"(?:{_Y}|<shift_year>)"
_Y_START = f"0 {NUMERALS}十两 民 去 今 明 前 shift_year"
_M_START = f"0 {NUMERALS} 十"
_START = r"(?<![0-9.])(?<![A-Za-z]-)"
_NOT_DAY, _NOT_MONTH, _NOT_QUARTER = (
    f"(?!{alternatives(vocabulary(kind, 'zh'))})" for kind in ("no_day", "no_month", "no_quarter")
)
_M = rf"<month>[ ]?月份?{_NOT_MONTH}(?![ ]?[0-9]{{1,3}}[ ]?[日号])"
_M_DAY = r"<month>[ ]?月份?"
_ON_A = r"(?:[ ]?[（(，,]?(?:周|星期|礼拜)[一二三四五六日天][）)]?)?"
_ON_A_DAY = r"[ ]?[（(](?:周|星期|礼拜)[一二三四五六日天][）)]"
_TO = r"[ ]?[至到\-–—~～－][ ]?"
_NO_SHARE = r"(?![-/0-9%]|的|分|强|[增升降涨跌])"
_CLOCK = (
    r"(?=[，,。晚早上下中凌晨深夜午宣在对发披公电讯起举召正前后才就将由签至到、（(）)]|$"
    r"|[ ]?[0-9]{1,2}[:：时点])"
)
_AT = (
    r"(?:(?<=就是)|(?<=[，。；：、！？\s在从自到于至过今前后的“（"
    r"(但而和与及称说待等惟趁逢迎临近恰正值])|(?<=[年月日初])|^)"
)
_DAYS_OF = (
    r"(?:(?P<is_weekday_7>交易日|工作日|工作天|上班日|上班天|营业日)|(?P<is_weekday_8>[天日]"
    r"(?![益前后])))"
)
_BREAK = "小长假|长假|假期|连假|黄金周"
_FEAST = (
    rf"<holiday>[”\"」』]?(?:(?P<is_feast_break>(?:{_BREAK})?期间|{_BREAK})"
    r"|(?P<is_feast_eve>前夕|前一[天日晚]|前夜)|(?P<is_feast_around>前后)"
    r"|(?P<is_week_of_1>当周|那周|所在周)|(?P<is_feast_day>当[天日晚]|那天|首日|夜里|凌晨"
    r"|零[点时]|晚上?|清晨|上午|下午)"
    r"|的?(?P<is_feast_next>翌日|次日|第二天|隔天)|[都才]?[刚已]?[过结]|(?<=[促间])"
    r"|[之以]?[前后]|起|(?=[，,。；！？]))"
)

FORMS = (
    Form("去上今本前", r"<anaphor>(?<=期)"),
    # the same days of another year
    Form(
        f"{_Y_START} {COUNTING}",
        rf"{_START}(?:{_Y}|<shift_year>|<count>年(?:(?P<is_direction_ago>[之以]?前)"
        r"|(?P<is_direction_later>[之以]?后)))的?<like>(?![类龄])",
    ),
    Form(
        f"0 {COUNTING}",
        r"(?<![0-9.第])<count>(?:(?P<is_unit_year>年)|个(?P<is_unit_month>月))"
        rf"(?P<is_direction_ago>[之以]?前)的?(?:{_M_DAY}(?:[ ]?<day>[ ]?[日号])?|<season>)",
    ),
    Form(
        "截",
        rf"截[至止](?:{_Y_ANY}[ ]?)?{_M_DAY}(?:[ ]?(?:{_DAY}|{_NUMBER_DAY})日|底)?止?[ ]?的?"
        r"(?:上一?个?)?"
        r"(?P<is_direction_upto>)(?:(?P<is_unit_year>(?:财政)?年度|财年)|(?P<count>半)(?P<is_unit_year>年度?)|(?P<is_unit_quarter>季度)"
        r"|(?P<count>[1-9]|1[0-8]|十[一二五八]?|[一两二三四五六七八九])个(?P<is_unit_month>月))",
    ),
    # days in digits; the day first where the year is last
    Form("0", rf"{_START}<year_any>[-/.]<month_n>[-/.]<day_n>(?![0-9]|[/.][0-9])"),
    Form(
        "0", rf"{_START}<year>[ ](?P<month_n>1[0-2]|0[1-9])[ ](?P<day_n>3[01]|[0-2][0-9])(?![0-9])"
    ),
    Form("0", rf"{_START}<year>\.<month_n>{_TO}<year2>\.<month_n2>(?![.0-9])"),
    Form("0", rf"{_START}<year>(?:[-.](?P<month>1[0-2]|0[1-9])|/<month_n>)(?![-/.0-9版])"),
    Form("0", rf"{_START}(?<!/)<day_n>(?:/<month_n>/|-<month_n>-|\.<month_n>\.)<year>(?![0-9])"),
    Form("0", rf"{_START}(?<!/)<month_n>(?:/<day_n>/|-<day_n>-)<year>(?![0-9])"),
    Form("0", rf"{_START}(?<!/)(?P<day_n>[0-3][0-9])/(?P<month_n>[01][0-9])/<short_any>(?![0-9])"),
    Form("0", rf"(?<=[于在自从到至])<month_n>/<day_n>{_NO_SHARE}"),
    Form("0", r"(?<![-/0-9.])<month_n>/<day_n>(?=[ ]?(?:[凌深早晚上下中]|起|前|后|公布|开))"),
    Form("0", rf"(?:(?<=[，。；：（])|^)<month_n>/(?P<day_n>1[3-9]|2[0-9]|3[01]){_NO_SHARE}"),
    # days with their month
    Form(
        _Y_START,
        rf"{_START}(?:{_Y_ANY}[ ，的]?)?{_M_DAY}[ ]?<day>[ ]?[日号]?[、和及与][ ]?<day2>[ ]?[日号]",
    ),
    Form(
        _Y_START,
        rf"{_START}(?:{_Y_ANY}[ ，的]?)?{_M_DAY}[ ]?<day>[ ]?[日号](?![楼线院令]){_ON_A}"
        rf"(?:{_TO}(?:(?:<year2>|<short2>)年)?(?:<month2>[ ]?月)?<day2>[ ]?[日号])?"
        r"(?P<is_week_of_1>那一?(?:周|星期|礼拜|个星期|个礼拜)|当周|所在周)?",
    ),
    Form(
        _Y_START,
        rf"{_START}(?:{_Y_ANY}[ ，的]?)?{_M_DAY}[ ]?<day>{_TO}<day2>[ ]?[日号]",
    ),
    Form("0 一二两", rf"{_START}<year>年<month>月<day_w>(?![日号个{NUMERALS}])"),
    Form(
        "一二三四五六七八九十",
        r"<month>月(?P<day_w>(?:二十|三十)[一二三四五六七八九]?)(?=[，。；、\s]|$)",
    ),
    Form("去 shift_year", r"<shift_year>(?P<is_shift_month_0>本月|这个月|同月)(?:<day>[日号])?"),
    Form(
        "上 本",
        r"(?:(?P<is_direction_past>上)|(?P<is_direction_near>本))[ ]?[（(]<month>[)）]"
        r"[ ]?月<part>?",
    ),
    Form("shift_month", rf"<shift_month>[ ]?<day>[ ]?[日号](?:{_TO}<day2>[ ]?[日号])?"),
    Form("同 当 次 翌", r"<anaphor>(?<=月)[ ]?(?:<day>[ ]?[日号]|<part>)"),
    Form("同当次翌那隔第该", r"<anaphor>(?<=年)[ ]?(?:<part>|<season>|<half>|<quarter>)"),
    Form(
        "大正农年",
        r"(?:农历)?(?:大年|正月|(?<![今去前明当每0-9])年)(?P<lunar>初[一二三四五六七八九十]"
        r"|十[一二三四五六七八九]|二十)(?![个家批场次轮季名位款波])",
    ),
    # weeks and weekdays counted within a month or year
    Form(
        f"{_Y_START} {_M_START} shift_month",
        rf"{_START}(?:(?:{_Y_ANY}[ 的]?)?{_M_DAY}|{_Y_ANY}|<shift_month>)的?<nth>(?:个)?"
        r"(?:周(?!年|期)<weekday>|(?:星期|礼拜)<weekday>|周(?![年期边])|星期|礼拜|"
        rf"{_DAYS_OF})",
    ),
    Form(
        f"{_Y_START} half quarter shift_quarter",
        rf"{_START}(?:(?:{_Y_ANY}[ 的]?)?(?:<half>|<quarter>)|<shift_quarter>)的?<nth>"
        rf"(?:个)?{_DAYS_OF}",
    ),
    Form("shift_week", rf"<shift_week>(?:周|星期|礼拜)的?<nth>(?:个)?{_DAYS_OF}"),
    Form("周星礼", r"(?:周|星期|礼拜)[一二三四五六日天][ ]?[（(](?:<month>月)?<day>[ ]?日[)）]"),
    Form("shift_day", r"<shift_day>[ ]?[（(](?:<month>月)?<day>[ ]?日[)）]"),
    Form(f"0 {NUMERALS}", r"<year>年第<week>周(?![期年])"),
    Form(
        f"{_Y_START} 第",
        rf"{_START}(?:{_Y_ANY}的?)?第?(?P<quarter>[一二三1-3])[、和至到-]?(?P<quarter2>[二三四2-4])"
        r"季度?",
    ),
    Form("周", r"(?P<is_shift_week_0>周)<weekend>(?=[之以]?前)"),
    # months
    Form(
        _Y_START,
        rf"{_START}(?:{_Y_ANY}[ ，的]?)?<month>[ ]?(?:月份?)?{_TO}"
        rf"(?:(?:<year2>[ ]?年|<shift_year2>)[ ]?)?<month2>[ ]?月份?{_NOT_MONTH}"
        r"(?![ ]?[0-9]{1,2}[ ]?[日号])",
    ),
    Form(
        _Y_START,
        rf"{_START}{_Y_ANY}[头前首](?P<is_month_1>)(?P<month2>[二两三四五六七八九]|十一?|[2-9]"
        r"|1[01])个?月(?!份?[ ]?[0-9])",
    ),
    Form(
        "首",
        r"首(?:(?P<is_month_1>)(?P<month2>[二两三四五六七八九]|十一?|[2-9]|1[01])个月(?![免试租优])"
        r"|(?P<is_quarter_1>)(?P<quarter2>[二两三23])个?季度?)",
    ),
    Form(
        "前",
        r"(?<![之以年月日周天])前(?P<is_month_1>)(?:(?P<month2>[四五七八十]|十一|[4578]"
        r"|1[01])个月(?=[，,中全我国的累社规实城出进新])|(?P<month2>[2-9]|1[01])月)",
    ),
    Form(
        _Y_START, rf"{_START}(?:{_Y_ANY})?[前首](?P<is_quarter_1>)(?P<quarter2>[二两三23])个?季度?"
    ),
    Form(
        _Y_START,
        rf"{_START}(?:{_Y_ANY}[ ，的]?)?(?P<is_pair_1>)<month>(?:月份?)?[、和与及]<month2>"
        r"(?:两个?)?月份?"
        rf"{_NOT_MONTH}(?![ ]?[0-9]{{1,2}}[ ]?[日号])",
    ),
    Form(
        _Y_START,
        rf"(?<![{COUNTING}])(?:{_Y_ANY}[ ，的]?)?(?P<is_pair_1>)(?P<month>[一二三四五六七八九])"
        r"(?P<month2>[二三四五六七八九十])(?:两个?)?月份?(?=[间，。、底初的]|(?<=两月)|"
        r"(?<=两个月)|$)",
    ),
    Form(_Y_START, rf"{_START}{_Y_ANY}?{_M_DAY}(?:(?P<is_half_1>上半月)|(?P<is_half_2>下半月))"),
    Form(_Y_START, rf"(?<![0-9.个每这那第叫])(?<!每年)(?:{_Y_ANY}[ ，的]?)?{_M}<part>?"),
    Form(
        "次 翌 隔 第 同",
        rf"(?P<anaphor>次年|翌年|隔年|第二年|同年|当年|那年|该年)[ ]?{_M_DAY}"
        r"(?:[ ]?<day>[ ]?[日号]|<part>)?",
    ),
    Form("shift_month", r"(?<!马)<shift_month>(?:的?<part>)?(?!之暗面|[球亮饼薪租])"),
    # years and their parts
    Form(
        "shift_year",
        r"<shift_year>的?(?:(?P<is_day_99>最后一[天日])|(?P<is_day_1>第一[天日]))",
    ),
    Form(_Y_START, rf"(?:<year>年|<shift_year>)的?[“\"「『]?{_FEAST}"),
    Form(_Y_START, r"(?:<year>年|<shift_year>)的?<holiday>"),
    Form(
        _Y_START,
        rf"{_START}(?:{_Y_ANY}[ 的]?|<year>[ ]?(?=Q|H[12]|[1-4]Q|[上下]半年|第[一二三四1-4]季))"
        r"(?:(?:<half>|<quarter>)(?:<part>(?=[，,、。前后的]|$))?"
        r"|(?:(?P<is_half_1>上半)|(?P<is_half_2>下半))(?![年月场身部生])|<season>(?![运节])"
        r"|年?<part>)",
    ),
    Form(
        "half quarter shift_quarter 今",
        rf"(?<![0-9A-Za-z个每-])(?:<half>|<quarter>{_NOT_QUARTER}(?![0-9])"
        r"|<shift_quarter>(?:<part>(?=[，,、。前后的]|$))?|(?P<is_season_spring>今春)"
        r"|(?P<is_season_summer>今夏)|(?P<is_season_autumn>今秋)|(?P<is_season_winter>今冬))",
    ),
    Form(
        "年 开 岁",
        rf"(?<![每财学往当同0-9个这那好{COUNTING}])(?:(?P<is_part_early>年初"
        r"(?![一二三四五六七])|开年"
        r"|年头(?![年到]))"
        r"|(?P<is_part_middle>年中(?![国的]))|(?P<is_part_end>年底|年末|年尾|岁末|年终"
        r"(?![奖总考盘大特花红])))",
    ),
    Form(
        "月",
        r"(?<![每0-9个])(?:(?P<is_part_early>月初(?![一二三四五六七八九十]))|"
        r"(?P<is_part_middle>月中旬?"
        r"(?!国)(?<!岁月中)(?<!日月中))|(?P<is_part_end>月底|月末|月尾)|月内)(?P<is_shift_month_0>)"
        r"(?P<is_bare_1>)",
    ),
    Form("0", rf"{_START}<year>[ ]?年?{_TO}(?:<year2>|<short2>)[ ]?年(?!代)"),
    Form("0", rf"(?<=[从自由])<year>{_TO}<year2>(?![0-9年])"),
    Form(
        f"0 {NUMERALS}", rf"{_START}(?P<is_pair_1>)<year>[ ]?年?[、与和及]<year2>[ ]?年(?!之?间|代)"
    ),
    Form(f"0 {NUMERALS}", rf"{_START}<year>[ ]?年[与和及]<year2>[ ]?年之?间"),
    Form(
        "0", r"(?<![0-9A-Za-z.])(?:<short>(?P<quarter>Q[1-4])|(?P<quarter>[1-4]Q)<short>)(?![0-9])"
    ),
    Form("去", r"(?P<is_direction_past>去)(?P<season>[春夏秋冬])(?![天季])"),
    Form("明", r"(?P<is_direction_future>明)(?P<season>[春夏秋冬])(?![天季])"),
    Form(
        "1",
        r"(?<![0-9.])(?P<roc>1[0-2][0-9])[ ]?年?[至到~～–—-](?P<roc2>1[0-2][0-9])[ ]?年(?![历来])",
    ),
    Form("昨", r"(?P<shift_day>昨夜|昨晚|昨日|昨天)[至到]?(?P<shift_day2>今晨|今早|今天|今日)"),
    Form("明", r"(?P<is_shift_year_1>明)、?(?P<is2_shift_year_2>后)两?年"),
    Form("今", r"(?P<is_shift_year_0>今)、?明、?(?P<is2_shift_year_2>后)三?年"),
    Form("今", r"(?P<is_shift_year_0>今)、?(?P<is2_shift_year_1>明)两?年"),
    Form("今", r"(?P<is_shift_day_0>今)、?(?P<is2_shift_day_1>明)(?:两[天日]|天)"),
    Form("明", r"(?P<is_shift_day_1>明)、?(?P<is2_shift_day_2>后)(?:两[天日]|天)"),
    Form(
        "上12二本新十",
        r"(?:(?P<is_century_20>上个?世纪|20世纪|二十世纪)|(?P<is_century_21>本世纪|21世纪"
        r"|二十一世纪"
        r"|新世纪)|(?P<is_century_19>19世纪|十九世纪))<part>",
    ),
    Form(
        f"0 {NUMERALS}",
        r"(?<![0-9.])(?P<is_fiscal_1>)(?:<year>|(?P<roc>1[01][0-9]))[ ]?(?:财年|会计年度|财政年度)",
    ),
    Form(
        _Y_START,
        rf"(?<![0-9.{COUNTING}])(?:<year>(?=全年)|{_Y}(?![代级龄]|[0-9]{{1,3}}月)|"
        r"(?<![载产期任续备之岁])(?<![以近未后将原从历向](?=来年))(?<!从(?=前年))"
        r"<shift_year>(?:年内)?(?![龄级纪]|[ ]?[0-9一二三四五六七八九十]{1,3}岁))",
    ),
    Form(
        f"0 {NUMERALS} 上 本",
        r"(?:(?:20|二十|上个?)世纪|(?P<is_century_20>本世纪|21世纪|二十一世纪)|"
        r"(?P<is_century_18>(?:19|十九)世纪))?"
        r"<decade>年代(?![码表])(?:<part>)?(?![”」》])",
    ),
    # weeks and days
    Form(
        "shift_week",
        r"<shift_week>[ ]?(?:周|星期|礼拜)"
        r"(?:<weekday>(?!年)|<weekend>|<part>|(?![期转边围刊密年岁]))",
    ),
    Form(
        "周 星 礼",
        rf"(?<![{COUNTING}每逢个小大双单0-9《])(?:周|星期|礼拜)(?:<weekday>|<weekend>)"
        r"(?![报刊记次年生星传福餐])",
    ),
    Form("day_sign", r"<day_sign>[ ]?[（(]<day>[)）][ ]?[日天]?"),
    Form(
        "shift_day",
        r"(?<![当目之此以年])(?<!年的)(?<!先天[与和])(?<!从(?=前))(?<![到至](?=今[天日]))"
        r"(?<!前的)<shift_day>"
        rf"{_NOT_DAY}"
        r"(?!的|之[星后]|年|本|系(?!统)|[》科]|报(?![道告名价案警])|刊(?![发登载出]))",
    ),
    # distances
    Form(
        f"0 {COUNTING} 再 又 若 好",
        r"(?:(?P<is_direction_hence>再过)|(?P<is_direction_later>又过了?))<count>[ ]?多?<unit>",
    ),
    Form(
        f"0 {COUNTING} 若 好",
        r"(?<![0-9.第])<count>[ ]?多?<unit>(?P<is_more_1>半)?多?(?:(?P<is_direction_ago>[之以]?前)"
        r"|(?P<is_direction_later>[之以]?后)|(?P<is_direction_within>[之以]?内))(?![提景端期])",
    ),
    Form(
        f"0 {COUNTING}",
        r"(?P<count>[1-9]|[一两二三四五六七八九])(?P<is_more_1>个半)(?P<is_unit_month>月)"
        r"(?:(?P<is_direction_ago>[之以]?前)|(?P<is_direction_later>[之以]?后))",
    ),
    Form(
        "数 几",
        r"(?P<count>[数几])(?P<is_unit_month>月)(?:(?P<is_direction_ago>[之以]?前)|"
        r"(?P<is_direction_later>[之以]?后))",
    ),
    Form(
        "过 最 近 未 今",
        r"(?:(?P<is_direction_past>过去的?|最近的?|近)|(?P<is_direction_next>未来的?|今后的?))[ ]?"
        r"<count>[ ]?多?<unit>(?![前后])",
    ),
    Form(
        "前 上",
        r"(?<![之以])(?P<is_direction_past>前|上)(?P<count>[一二两三四1-9])(?P<unit>周|天|个月"
        r"|个星期)(?=[，。,你我他]|$)",
    ),
    # what leans on other words
    Form(
        "recent",
        rf"(?<![附将接靠亲邻远今昨明当次工每0-9{COUNTING}])<recent>(?!的?一[次轮笔期届家个])",
    ),
    Form("anaphor", r"(?<![相想来])<anaphor>(?![本级龄]|之暗面)"),
    Form(
        "holiday",
        rf"{_AT}<holiday>(?P<is_feast_after>(?:{_BREAK})?过?[之以]?后)的?(?:<nth>个?|首个)"
        r"(?:(?:周|星期|礼拜)<weekday>|(?P<is_weekday_7>工作日|交易日))",
    ),
    Form(
        "holiday",
        rf"{_AT}<holiday>(?:{_BREAK})?(?:(?P<is_direction_ago>前)|"
        r"(?P<is_direction_later>后))<count>[ ]?<unit>",
    ),
    Form("holiday", rf"{_AT}{_FEAST}"),
    Form(
        "holiday",
        rf"{_AT}<holiday>(?:(?<=[节夜旦年])|(?<=除夕))"
        r"(?![糖快档礼的红联气营特主经文版购促消专贺祝运联年])",
    ),
    # bare days of a month
    Form(f"0 {NUMERALS}十廿", r"(?<=[0-9一二三四五六七八九十][日号][、和及与])<day>[日号]"),
    Form("0", r"(?<![0-9A-Za-z./-])<roc>/<month_n>/<day_n>(?![0-9/])"),
    Form(
        f"0 {NUMERALS}十廿",
        rf"(?<=[于在自从到至])<day>[日号](?:{_ON_A_DAY}|{_TO}<day2>[日号])?{_CLOCK}",
    ),
    Form(
        "0 二三十廿",
        r"(?:(?<=[，。；：！？“（\s])|^)(?:<day_n>|"
        r"(?P<day_w>[二三]?十[一二三四五六七八九]?))[日号]"
        rf"(?:{_ON_A_DAY}|{_TO}<day2>[日号])?(?![游元线内均后之间龄报院楼无])",
    ),
    Form("0", rf"(?<![0-9.月第每近续满余时了共达用前])<day_n>日(?:{_ON_A_DAY}|{_CLOCK})"),
)

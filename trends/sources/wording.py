"""The press's wordings of whose words a text is, as patterns over plain text: simplified, half-width, one blank."""

from __future__ import annotations

import re

from trends.sources.media import HOUSE, TITLE, WIRE

_TO = 30  # characters from a name to the word that makes it a dateline: the place, the day
_STAFF = r"(?:全媒体|融媒体?|特派|特约|见习|实习|首席|高级|摄影|资深|驻[\u4e00-\u9fff、]{1,9}?|[\u4e00-\u9fff]{2}站)"
REPORTER = rf"(?:{_STAFF}\s?){{0,3}}(?:记者|特派员|采访组|报道组|调研组)"
_DESK = rf"(?:{REPORTER}|(?:{_STAFF}\s?){{0,3}}(?:编译|实习生))"
# What an agency's own name is followed by where the text is about it
_ABOUT = r"(?!社?(?:社长|总编|主办|发布|组织|成立|原社长|党组|领导|大厦|体育部|老|等|国家高端|研究))"
_SENT = r"(?:电|讯|专稿|特稿|专电|特电|快讯|报道|消息|通讯|供本报)"

WIRED = re.compile(  # 新华社北京3月4日电, 据中新网报道, [路透社东京电], (中央社记者林一舟江城25日电)
    rf"[\[(]?\s?(?P<by>据|本报据|本报综合|综合|转)?\s?[《\"]?(?P<name>{WIRE})[》\"]?{_ABOUT}"
    rf"(?:\s?{REPORTER}|[^。!?;,:\])]{{0,{_TO}}}?{_SENT}(?![视话影脑讯员])|[^。!?;,:()\[\]]{{0,12}}[\])]|\s?发\(|[:,]\s)"
)
FOREIGN = re.compile(  # an agency of no list: [安塔拉社江城三日电]
    r"[\[(]?\s?(?:据|本报据)?(?P<name>(?!本|我|该)[\u4e00-\u9fff·]{1,7}(?<![报版志])社)[^。!?;,:\])]{1,22}?(?:日\s?(?:专|特|急|航|外文)?[电讯]|[电讯][\])])"
)
OWN = re.compile(
    r"[\[(<]?\s?(?:本报|本台|本刊|本网|本社|本站)(?P<to>[^。!?;]{0,26}?)"
    r"(?:讯|电|消息|报道|记者|特派|综合|专稿|特稿|评论|编辑部|编委会|社论|专访|实习生|社评|通讯员|编译|访员|特写|调查)"
)
_NAME = r"[\u4e00-\u9fff·]{2,4}"
STAFF = re.compile(  # (记者 林一舟), 〔记者林一舟/江城报导〕, 记者林一舟报道
    rf"[\[(]\s?(?:本报|本台|本网)?\s?(?:{_DESK})|{REPORTER}\s?{_NAME}(?:[ 、]{{1,2}}{_NAME}){{0,4}}\s?(?:[^。,!?;]{{0,12}})?(?:报道|报导|电|讯|文|摄)"
    rf"|(?:{REPORTER})(?:近日|昨日|昨天|日前|今日|今天|今晨|\d{{1,2}}日|\d{{1,2}}月\d{{1,2}}日)?\s?(?:从|获悉|了解到|自)"
)
CORRESPONDENT = re.compile(r"[\[(]?\s?(?:本报|本刊|本台|特约|[\u4e00-\u9fff]{2,4})?通讯员")
PRESS = re.compile(  # 滨江晚报讯, 据《滨江晚报》报道, 人民日报记者
    rf"[\[(<]?\s?(?P<by>据|转)?\s?(?P<name>{HOUSE}|{TITLE})社?[ ·]?(?:{REPORTER}|[^。!?;,:()\[\]]{{0,22}}?(?:讯|电|消息|报道|报导|专稿|日文章)(?![视话影脑员])|[^。!?;,:()\[\]]{{0,12}}[\])])"
)
SITE = re.compile(r"\[(?P<name>(?!本|综合|即时|快)[^\[\]\s,:。]{2,14}?)(?:消息|讯)\]")  # [某某网站消息]
JUNK = re.compile(r"[昨今的在从由和与对把被我您你他她了是将]|近日|日前|上午|下午|\d日|记者|接受|获悉|通过")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
ENGLISH = re.compile(  # BINJIANG, March 4 (Xinhua) --
    rf"[\"']?(?:[A-Z][\w.,'’/ -]{{1,48}}?)?(?:,?\s?{_MONTH} \d{{1,2}}(?:, \d{{4}})?)?\s?\((?P<name>{WIRE}|{HOUSE})[^)]{{0,20}}\)\s?[-—–:]"
    rf"|(?P<alone>{WIRE}|{HOUSE})\s?(?:[-—–|]|reporter)"
)
ENGLISH_OWN = re.compile(
    r"(?i)(?:by )?(?:our|a) (?:own |special )?(?:staff )?(?:reporter|correspondent)|staff reporter"
)

_FROM = r"(?:来源|稿源|出处|源自|转自|转载自|转载于|转载|转引自|原载于?|原刊于?|首发于?|刊于|见于|摘自|摘编自|摘编|节选自|选自|编自|来自|引自|译自)"
_WHAT = r"(?:本文|本版|本报|稿件|文章|信息|消息|新闻|文字|图文|内容|原文|资料|以上|均|全文|综合)"
STATED = re.compile(  # 来源:人民日报, 转自《滨江晚报》, 本文原载于…
    rf"(?:^|[\s|(\[。])(?:{_WHAT}){{0,3}}\s?{_FROM}\s?[:于为]?\s?(?P<name>[^\s:].{{1,40}})|(?i:\bsource)\s?:\s?(?P<english>.{{2,40}})"
)
ACCORDING = re.compile(rf"(?:{_NAME}\s)?(?:整理\s?)?(?:均?据|综合|本报综合)[ :|丨]{{0,3}}(?P<name>.{{2,40}})")
OTHER_THINGS = re.compile(
    r"(?:图片?|照片|资料图|数据|视频|音频|题图|配图)(?:来源|来自|源|由)|图源|制图|责编|责任编辑|编辑[:：]|校对"
)
SHOT = re.compile(r"摄影?(?:报道)?[)\]]?$|[/ ]图|图[/ ]|供图|发[)\]]?$|发\(|摄[,;、 /]|配图|图片")
NO_NAME = re.compile(r"^(?:网络|互联网|各方|综合整理|整理|网友|朋友圈|多家媒体|媒体|官方)")
ITSELF = re.compile(r"^(?:本报|本台|本刊|本网|本社|本站|原创|自采|本报讯)")
_POST = r"(?:教授|研究员|主任|所长|院长|博士|硕士|研究生|学者|会长|秘书长|专家|讲师|学院|研究院|研究所|研究室|大学|委员|代表|书记|局长|总裁|律师)"
CONTRIBUTED = re.compile(
    rf"作者(?:单位|系|为|是|均|简介)|(?:作者|[文撰][文稿]?\s?[:/|丨])[^。]{{2,110}}{_POST}|^{_NAME}[ (,][^()]{{4,50}}{_POST}[)]?$|通讯员|供稿|来稿|投稿|读者[: ]|特约撰稿|(?i:the authors? (?:is|are) )"
)
STAFF_NOTE = re.compile(
    rf"(?P<name>{HOUSE}|{TITLE})?社?[ ·/]?(?:{REPORTER}(?=[ :/、]|{_NAME}|$)(?![会从说问在获节团们招])|(?:特约)?评论员)|编辑部|编委会"
)
CUT = re.compile(
    r"[,，;。|、/)(\]\[]|\s|\d|记者|[一二三四五六七八九十〇○]{1,4}[年月]|报道|消息|微信|官方|作者|编辑|责任|原标题|标题|等媒体|等综合|讯$|电$|有删|有改|略有"
)
BESIDE = re.compile(r"(?<=.)[\[(](?:图库|图片|论坛|专题|资料|组图)[\])]")  # what portals put into a dateline
NARRATED = re.compile(  # in the first sentences: 记者从市水务局获悉, 本报记者
    rf"(?P<name>{WIRE}|{HOUSE}|本报|本台|本网)?(?<![该名位外国众多的向各])(?:{REPORTER})(?:\s?{_NAME})?(?:近日|昨日|昨天|昨晚|日前|今日|今天|\d{{1,2}}日)?(?:还|也|又|随后|再次)?"
    r"(?:从|在|了解到|获悉|看到|采访|走进|来到|见到|跟随|赶到|自|注意到|发现|随|走访|联系)"
    r"|(?P<own>本报|本刊|本台)(?:见习|首席|特派)?记者"
)

"""数据表 · 分享与导出."""

SENTENCES = {
    "link_pinned": ("固定链接：日期与数据版本不变", "Fixed: these dates, this data version"),
    "link_open": ("随数据更新的链接", "Follows the data"),
    "numbers": ("数据表", "Numbers"),
    "numbers_first": (
        "显示前 {shown} 行，共 {n} 行；导出的文件含全部。",
        "The first {shown} of {n} rows; files hold them all.",
    ),
    "share": ("分享与导出", "Share and export"),
    "take_png": ("PNG", "PNG"),
    "take_svg": ("SVG", "SVG"),
    "take_print": ("打印", "Print"),
    "cite": ("引用", "Cite"),
    "smooth_of": ("{n} 期平滑", "smoothed over {n}"),
    "cited_once": ("，重复只计一次", ", repeats counted once"),
    "cited_source": ("，来源：{source}", ", source: {source}"),
    "cited_front": ("，只看头版", ", front pages only"),
    "citation": (
        "{paper}，「{title}」，{since} 至 {until}，按{by}，{measure}，{smooth}{front}，数据版本 {version}，{link}",
        '{paper}, "{title}", {since} to {until}, by {by}, {measure}, {smooth}{front}, data version {version},'
        " {link}",
    ),
}

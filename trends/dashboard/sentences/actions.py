"""数据表 · CSV · 链接 · 引用."""

SENTENCES = {
    "numbers": ("数据表", "Numbers"),
    "copy_link": ("复制链接", "Copy link"),
    "cite": ("引用", "Cite"),
    "citation": (
        "{paper}，「{title}」，{since} 至 {until}，数据版本 {version}，{link}",
        "{paper}, “{title}”, {since} to {until}, data version {version}, {link}",
    ),
}

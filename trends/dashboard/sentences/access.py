"""At the door: who is let in."""

SENTENCES = {
    "login": ("登录", "Log in"),
    "logout": ("退出登录", "Log out"),
    "access_login": ("请先登录", "Please log in"),
    "access_login_text": ("此档案只对名单上的人开放。", "This archive is open to the people on its list."),
    "access_not_listed": ("没有权限", "Not on the list"),
    "access_not_listed_text": (
        "{address} 不在名单上，请联系档案管理者，或换用其他账号。",
        "{address} is not on the list; ask who keeps the archive, or use another account.",
    ),
    "access_unverified": ("邮箱未确认", "Address not confirmed"),
    "access_unverified_text": (
        "登录服务未提供已确认的邮箱（{address}），请先确认，或换用其他账号。",
        "The login service gave no confirmed address ({address}); confirm it, or use another account.",
    ),
    "access_expired": ("登录已过期", "The login has expired"),
    "access_expired_text": (
        "{address} 登录时间过长，请重新登录。",
        "{address} was logged in too long; log in again.",
    ),
    "access_local": ("只在本机开放", "Open on its own machine only"),
    "access_local_text": (
        "尚未设为共享。如需供他人查看，请在运行它的机器上设置 `TRENDS_READ_ONLY=1`（只读），或配置登录。",
        "This screen is not shared yet. To share it, set `TRENDS_READ_ONLY=1` (reading only) or configure logins on the machine that runs it.",
    ),
}

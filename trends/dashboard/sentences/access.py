"""At the door: who is let in."""

SENTENCES = {
    "login": ("登录", "Log in"),
    "logout": ("退出登录", "Log out"),
    "access_login": ("请先登录", "Please log in"),
    "access_login_text": (
        "这份档案只对名单上的人开放。",
        "This archive is open to the people on its list.",
    ),
    "access_not_listed": ("没有权限", "Not on the list"),
    "access_not_listed_text": (
        "{address} 不在名单上，请联系管理档案的人，或换一个账号。",
        "{address} is not on the list; ask who keeps the archive, or use another account.",
    ),
    "access_unverified": ("邮箱未确认", "Address not confirmed"),
    "access_unverified_text": (
        "登录服务没有给出确认过的邮箱（{address}），请先确认，或换一个账号。",
        "The login service gave no confirmed address ({address}); confirm it, or use another account.",
    ),
    "access_expired": ("登录已过期", "The login has expired"),
    "access_expired_text": (
        "{address} 登录太久了，请重新登录。",
        "{address} was logged in too long; log in again.",
    ),
    "access_local": ("只在本机开放", "Open on its own machine only"),
    "access_local_text": (
        "这里还没有设为共享。要给别人看，请在运行它的机器上设 `TRENDS_READ_ONLY=1`（只读）或写好登录设置。",
        "This screen is not shared yet. To share it, set `TRENDS_READ_ONLY=1` (reading only) or configure "
        "logins on the machine that runs it.",
    ),
}

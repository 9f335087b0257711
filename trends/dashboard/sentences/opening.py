"""The first start, without an archive."""

SENTENCES = {
    "first_start": ("第一次打开", "First start"),
    "first_start_text": (
        "还没有档案，正在用自带的五页样报建一个。",
        "There is no archive yet; one is being built from the five sample pages.",
    ),
    "building": ("正在建档：", "Building:"),
    "fetching": ("正在取档案……", "Fetching the archive …"),
    "no_archive": ("档案打不开", "The archive cannot be opened"),
    "traces": (
        "文件夹 {folder} 里有档案留下的 {found}，却没有一个快照",
        "The folder {folder} holds what an archive left ({found}), but no snapshot",
    ),
    "traces_cure": (
        "从备份放回 snapshots，或用 build 重建；这里不会自动另建",
        "put snapshots back from a backup, or build again; nothing is built here by itself",
    ),
    "try_again": ("再试一次", "Try again"),
}

"""The first start, without an archive."""

SENTENCES = {
    "first_start": ("首次打开", "First start"),
    "first_start_text": (
        "尚无档案，正在用自带的五页样报建立。",
        "There is no archive yet; one is being built from the five sample pages.",
    ),
    "building": ("正在建档：", "Building:"),
    "fetching": ("正在读取档案……", "Fetching the archive …"),
    "no_archive": ("档案无法打开", "The archive cannot be opened"),
    "traces": (
        "文件夹 {folder} 中有档案留下的 {found}，但没有快照",
        "The folder {folder} holds what an archive left ({found}), but no snapshot",
    ),
    "traces_cure": (
        "请从备份恢复 snapshots，或用 build 重建；此处不会自动另建",
        "put snapshots back from a backup, or build again; nothing is built here by itself",
    ),
    "try_again": ("重试", "Try again"),
}

"""导入."""

SENTENCES = {
    "page_import": ("导入", "Import"),
    "import_title": ("导入报纸", "Import newspapers"),
    "import_line": (
        "先预览读取结果，再存入档案；已收录的各期不会改变。",
        "Preview what is read, then add it to the archive; issues already there stay as they are.",
    ),
    "import_read_only": ("这里只能看，不能导入。", "This screen is for reading only."),
    "import_files": ("将文件拖到此处，或点击选择", "Drop files here, or choose them"),
    "import_formats": (
        "**版面**：TXT、Markdown、Word（DOCX）、PDF、扫描图片（PNG、JPEG、TIFF）。一版一个文件，文件名里写日期与版次最好，"
        "如 20230206_A01.txt。  \n"
        "**网页**：电子报文件夹（打成压缩包）、HTML、MHTML。  \n"
        "**表格**：CSV、TSV、Excel（XLSX）、JSON、JSON Lines、Parquet。要有日期、正文两列，可另有标题、报纸、版面。  \n"
        "**压缩包**：ZIP、TAR、GZ、ZST，里面可以是以上任何一种。  \n"
        "每个文件最多 {size} MB，一次最多 {files} 个、合计 {total} MB。格式看内容，不看后缀。",
        "**Pages**: TXT, Markdown, Word (DOCX), PDF, scans (PNG, JPEG, TIFF). One file a page, best named with date and page,"
        " as 20230206_A01.txt.  \n"
        "**Web pages**: e-paper folders (zipped), HTML, MHTML.  \n"
        "**Tables**: CSV, TSV, Excel (XLSX), JSON, JSON Lines, Parquet, with the columns date and body; title, paper and"
        " page may be there.  \n"
        "**Bundles**: ZIP, TAR, GZ, ZST of any of these.  \n"
        "At most {size} MB a file, {files} files and {total} MB at a time. Formats are told by content, not by ending.",
    ),
    "import_look": ("预览读取结果", "Preview"),
    "import_reading": ("正在读", "Reading"),
    "import_failed": ("读取失败：{fault}", "Not read: {fault}"),
    "import_cut_off": ("读取中断，请重试。", "The reading stopped halfway; please try again."),
    "import_found": ("读到 {articles} 篇", "{articles} articles read"),
    "import_found_line": (
        "{pages} 版原文 · {tables} 个表格或网页文件 · {undated} 版日期待确认 · {problems} 处问题",
        "{pages} pages of text · {tables} files of tables or web pages · {undated} pages without a date · {problems} problems",
    ),
    "import_found_none": ("未读到文章", "No article was read"),
    "import_pages": ("各版原文", "Pages of text"),
    "import_pages_caption": (
        "日期、报纸、版次可直接修改，修改后点击「按修改重新读取」。没有日期的版面不计入统计，留在「数据与方法」等待确认。",
        'Date, paper and page can be changed here; then press "Read again with the changes". Pages without a date wait on Data and method and are in no chart.',
    ),
    "import_again": ("按修改重新读取", "Read again with the changes"),
    "import_tables": ("表格和网页（已按篇划分）", "Tables and web pages (ready articles)"),
    "import_one_page": ("查看一版的原文与切分", "One page, its text and cuts"),
    "import_problems": ("读取问题", "Reading problems"),
    "import_accept": ("存入档案", "Add to the archive"),
    "import_discard": ("放弃", "Discard"),
    "import_keep_samples": ("保留自带的五页样报", "Keep the five sample pages"),
    "import_samples": ("当前档案只有自带的样报。", "The archive holds only the sample pages so far."),
    "import_adding": ("正在存入档案", "Adding"),
    "import_step": ("{step}　{done}", "{step}　{done}"),
    "import_leave": (
        "可以离开此页，完成后自动显示新数据。",
        "You may leave this page; the new data shows when it is done.",
    ),
    "import_added": ("已存入档案", "Added"),
    "import_added_text": (
        "档案现有 {issues} 期 {articles} 篇，数据版本 {version}。",
        "The archive now has {issues} issues and {articles} articles, data version {version}.",
    ),
    "import_unchanged": (
        "这些文章均已收录，档案没有变化。",
        "The archive had all these articles already; nothing changed.",
    ),
    "import_see": ("查看概览", "See the overview"),
    "import_gone": ("这批文件已存入档案或已放弃。", "These files were added or discarded."),
    "import_instead": ("导入自己的报纸", "To use your own papers, open Import"),
    "step_read": ("读文件", "Reading"),
    "step_phrases": ("识别短语", "Phrases"),
    "step_names": ("识别名称", "Names"),
    "step_terms": ("统计词语", "Counting words"),
    "step_vocabulary": ("筛选词语", "Choosing words"),
    "step_issue topics": ("划分各期话题", "Topics of each issue"),
    "step_topics": ("归并话题", "Linking topics"),
    "step_weights": ("计算各篇话题", "Weighing articles"),
    "step_publish": ("写入快照", "Writing"),
    "no_text": ("这一版没有文字", "No text on this page"),
    "first_lines": ("只显示前 {n} 行。", "The first {n} lines."),
    "page_text_caption": (
        "行首为源文件的行号；同色同号为一篇，粗体为标题，灰色文字不属于任何一篇，〔〕内为原因。",
        "Line numbers of the source lead; one colour and number is one article, bold its headline, grey text belongs to none, for the reason in 〔〕.",
    ),
    "page_text_doubtful": (
        ":red[〔?〕] 之后的 {n} 行文字识别把握不大，请对照原件。",
        "{n} lines after :red[〔?〕]: character recognition is not sure of them; check the original.",
    ),
    "articles_found": ("篇数", "Articles"),
    "headlines_found": ("标题", "Headlines"),
    "issues_found": ("期数", "Issues"),
    "first_date": ("最早", "First"),
    "last_date": ("最晚", "Last"),
    "import_columns": ("表格各列的含义", "What the columns of the tables are"),
    "import_column": ("列名", "Column"),
    "import_field": ("读作", "Read as"),
    "import_columns_caption": (
        "修改后点击「按修改重新读取」。以后用命令重建时，可写成 --columns 列名=body。",
        'Then press "Read again with the changes". When you rebuild by command, say the same with --columns NAME=body.',
    ),
    "field_date": ("日期", "date"),
    "field_title": ("标题", "title"),
    "field_body": ("正文", "body"),
    "field_paper": ("报纸", "paper"),
    "field_page": ("版面", "page"),
    "field_section": ("栏目", "section"),
    "field_kicker": ("引题", "kicker"),
    "field_deck": ("副题", "deck"),
    "field_author": ("作者", "author"),
    "field_origin": ("出处", "origin"),
    "field_url": ("网址", "address"),
    "field_id": ("编号", "id"),
    "field_label": ("类别", "class"),
}

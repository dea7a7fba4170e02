"""Links of the documents that leave docs/ lead to the repository, if its address is known, and are plain text otherwise.
The search finds Chinese words: the index gets a mark between them, which mkdocs.yml names as a separator."""
import json
import os
import posixpath
import re

import jieba

LINK = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)\s]+)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
BETWEEN_WORDS = "\u200b"


def on_page_markdown(markdown, page, config, files):
    repository = os.environ.get("GATEHOUSE_SITE_REPOSITORY", "").rstrip("/")
    folder = posixpath.dirname(page.file.src_path)

    def lead(match):
        target = posixpath.normpath(posixpath.join("docs", folder, match.group(2)))
        if target.startswith("docs/"):
            return match.group(0)
        return f"[{match.group(1)}]({repository}/blob/main/{target})" if repository else match.group(1)

    return LINK.sub(lead, markdown)


def on_post_build(config):
    path = os.path.join(config["site_dir"], "search", "search_index.json")
    with open(path, encoding="utf-8") as file:
        index = json.load(file)
    # Of the languages of the theme, this one keeps Chinese characters in a word; MkDocs itself does not know it.
    index["config"]["lang"] = ["en", "ja"]
    jieba.setLogLevel("ERROR")
    for entry in index["docs"]:
        for field in ("title", "text"):
            entry[field] = CHINESE.sub(words, entry[field])
    with open(path, "w", encoding="utf-8") as file:
        json.dump(index, file, ensure_ascii=False, separators=(",", ":"))


def words(match):
    return BETWEEN_WORDS + BETWEEN_WORDS.join(jieba.cut(match.group(0))) + BETWEEN_WORDS

"""Links of the documents that leave docs/ lead to the repository, if its address is known, and are plain text otherwise."""
import os
import posixpath
import re

LINK = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)\s]+)\)")


def on_page_markdown(markdown, page, config, files):
    repository = os.environ.get("GATEHOUSE_SITE_REPOSITORY", "").rstrip("/")
    folder = posixpath.dirname(page.file.src_path)

    def lead(match):
        target = posixpath.normpath(posixpath.join("docs", folder, match.group(2)))
        if target.startswith("docs/"):
            return match.group(0)
        return f"[{match.group(1)}]({repository}/blob/main/{target})" if repository else match.group(1)

    return LINK.sub(lead, markdown)

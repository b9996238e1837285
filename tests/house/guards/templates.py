"""Templates: used, drawn from what somebody hands them, free of inline code, with every word marked."""

import re

from django.template.base import FilterExpression, Node, NodeList, Token, TokenType, Variable
from django.template.defaulttags import CsrfTokenNode, TemplateLiteral
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.smartif import TokenBase

from tests.house.guards.tree import nodes

# Attributes of nodes under which Django keeps the names that a tag gives to its template.
GIVING = ("asvar", "target_var", "variable", "var_name", "varname", "variable_name", "countervar")
BUILT_IN = {"True", "False", "None", "forloop", "block", "csrf_token"}


def name_of(path):
    """What a template is called: its path below the templates folder."""
    return path.split("/templates/", 1)[1]


# --- used -----------------------------------------------------------------------------------------------------------
def find_unused_templates(templates, *, sources, foreign):
    """Somebody draws every template. `sources` are all files that could; `foreign` are names other packages ask for."""
    unused = []
    for path in templates:
        name = name_of(path)
        folder = name.rsplit("/", 1)[0] + "/"
        others = [text for other, text in sources.items() if other != path]
        # A folder whose templates are chosen by a value is named with the slash at its end.
        if name not in foreign and not any(f'"{name}"' in text or f'"{folder}"|add' in text for text in others):
            unused.append(path)
    return unused


def find_unused_components(names, *, templates):
    """Some page uses each component; the gallery shows them all and proves nothing."""
    pages = "\n".join(text for path, text in templates.items() if not path.endswith("/gallery.html"))
    return sorted(name for name in names if not re.search(rf"{{%-?\s*{name}\b", pages))


def find_unused_filters(names, *, templates):
    pages = "\n".join(templates.values())
    return sorted(name for name in names if not re.search(rf"\|{name}\b", pages))


def find_unused_static(static, *, sources):
    """Some template, style sheet or script asks for every static file."""
    said = "\n".join([*sources.values(), *_imported(sources)])
    return [path for path in static if path.split("/static/", 1)[1] not in said]


def _imported(sources):
    """What scripts import from their own folder, by whole paths."""
    for path, text in sources.items():
        if path.endswith(".js"):
            folder = path.rpartition("/")[0].split("/static/", 1)[-1]
            yield from (f"{folder}/{name}" for name in re.findall(r"""["']\./([\w.-]+\.js)["']""", text))


# --- handed over ----------------------------------------------------------------------------------------------------
def names_given(files):
    """Names that Python hands to templates: keys of dicts, keywords and attributes, wherever they are built."""
    given = set()
    for _path, node in nodes(files):
        kind = type(node).__name__
        if kind == "Dict":
            given |= {key.value for key in node.keys if getattr(key, "value", None).__class__ is str}
        elif kind == "keyword" and node.arg:
            given.add(node.arg)
        elif kind == "Subscript" and getattr(node.slice, "value", None).__class__ is str:
            given.add(node.slice.value)
    return given


def find_undefined_variables(templates, *, given):
    """Every variable is handed over by Python or made by the template, its parent or whoever includes it.

    `templates` maps names to compiled templates.
    """
    read, made, shared = {}, {}, {}
    for name, template in templates.items():
        found = list(_walk(template.nodelist))
        read[name] = {variable for node in found for variable in _read(node)}
        made[name] = {one for node in found for one in _made(node)}
        shared[name] = {other for node in found for other in _drawn_with_it(node)}
    known = {name: given | BUILT_IN | made[name] | _inherited(name, made=made, shared=shared) for name in templates}
    return sorted(f"{name}: {variable}" for name in templates for variable in read[name] - known[name])


def _inherited(name, *, made, shared):
    """What parents and includers make, which is there when this one is drawn."""
    around, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        near = {other for other, inside in shared.items() if one in inside} | shared.get(one, set())
        waiting.extend(near - around)
        around |= near
    return {variable for other in around for variable in made.get(other, set())}


def _walk(found):
    for node in found:
        yield node
        for value in vars(node).values():
            if isinstance(value, NodeList):
                yield from _walk(value)
            elif isinstance(value, list | tuple):
                yield from _walk(inner for inner in _flat(value) if isinstance(inner, Node))


def _flat(value):
    for one in value:
        if isinstance(one, NodeList):
            yield from one
        elif isinstance(one, list | tuple):
            yield from _flat(one)
        else:
            yield one


def _read(node):
    """The first word of every variable that a node looks up."""
    if isinstance(node, CsrfTokenNode):
        return
    for value in vars(node).values():
        for one in _values(value):
            yield from _roots(one)


def _values(value):
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list | tuple):
        yield from _flat(value)
    else:
        yield value


def _roots(value):
    if isinstance(value, FilterExpression):
        yield from _roots(value.var)
        for _function, arguments in value.filters:
            yield from (root for is_variable, one in arguments if is_variable for root in _roots(one))
    elif isinstance(value, Variable):
        if value.lookups:
            yield value.lookups[0]
    elif isinstance(value, Token) and value.token_type == TokenType.VAR:
        yield value.contents.strip().split("|")[0].split(".")[0]
    elif isinstance(value, TemplateLiteral):
        yield from _roots(value.value)
    elif isinstance(value, TokenBase):  # an operator of {% if %}
        yield from (root for side in (value.first, value.second) for root in _roots(side))


def _made(node):
    for name in GIVING:
        value = getattr(node, name, None)
        if isinstance(value, str):
            yield value
    yield from getattr(node, "loopvars", [])
    extra = getattr(node, "extra_context", None)
    if isinstance(extra, dict):
        yield from extra


def _drawn_with_it(node):
    if isinstance(node, ExtendsNode) and isinstance(node.parent_name.var, str):
        yield node.parent_name.var
    if isinstance(node, IncludeNode) and isinstance(node.template.var, str):
        yield node.template.var


# --- inline code and words ------------------------------------------------------------------------------------------
INLINE = {
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", re.IGNORECASE),
    "inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "inline handler": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
}
BLOCK = re.compile(r"{%-?\s*(?P<tag>blocktranslate|blocktrans)\b(?P<options>[^%]*)%}")
OLD_TAGS = re.compile(r"{%-?\s*trans\s")
MARKED = re.compile(r"{%-?\s*blocktranslate\b.*?{%-?\s*endblocktranslate\s*%}", re.DOTALL)
COMMENTS = re.compile(r"{%-?\s*comment\b.*?{%-?\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
CODE = re.compile(r"<(?P<tag>code|script|style|svg)\b.*?</(?P=tag)>", re.DOTALL)
# Names that are the same in every language say so in HTML's own way.
NAMES = re.compile(r'<(?P<tag>\w+)[^>]*\stranslate="no"[^>]*>.*?</(?P=tag)>', re.DOTALL)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SPOKEN_ATTRIBUTES = re.compile(r"""\s(?:alt|title|aria-label|placeholder|content)="([^"]*)\"""")
WORD = re.compile(r"[A-Za-z]{2,}|[ก-๛]+")


def find_inline_code(templates):
    """The policy header forbids it, so it would be dead; styles live in sheets and scripts in files."""
    return [
        f"{path}: {what}" for path, text in templates.items() for what, shape in INLINE.items() if shape.search(text)
    ]


def find_untrimmed_blocks(templates):
    """Line breaks of a template are no part of a sentence."""
    offenders = []
    for path, text in templates.items():
        for block in BLOCK.finditer(text):
            if block["tag"] == "blocktrans" or "trimmed" not in block["options"].split():
                offenders.append(f"{path}: {block.group(0)}")
        offenders += [f"{path}: {old.group(0).strip()}" for old in OLD_TAGS.finditer(text)]
    return offenders


def find_unmarked_words(templates, *, allowed=()):
    """Every word that a reader sees, or hears in an attribute, is marked for translation."""
    offenders = []
    for path, text in templates.items():
        bare = COMMENTS.sub(" ", text)
        bare = TAGS.sub(" ", MARKED.sub(" ", bare))
        bare = NAMES.sub(" ", CODE.sub(" ", bare))
        spoken = [found for found in SPOKEN_ATTRIBUTES.findall(bare) if not found.startswith(("width=", "light"))]
        spoken.append(re.sub(r"<[^>]*>", " ", bare))
        offenders += [f"{path}: {word}" for part in spoken for word in WORD.findall(part) if word not in allowed]
    return offenders

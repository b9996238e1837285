"""Tables, pagers, breadcrumbs, tabs, definition lists."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag(end_name="end_ui_table")
def ui_table(content, *, caption, stacked=False):
    """A table that scrolls inside its frame; stacked, its rows become cards on a phone (cells need data-label)."""
    return render_to_string("ui/table.html", {"content": content, "caption": caption, "stacked": stacked})


@register.inclusion_tag("ui/pager.html", takes_context=True)
def ui_pager(context, page):
    """Pages of a list; the rest of the address stays as it is."""
    asked = context["request"].GET.copy() if "request" in context else None

    def address(number):
        if asked is None:
            return f"?page={number}"
        asked["page"] = number
        return f"?{asked.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "numbers": [
            {
                "text": number,
                "href": address(number) if isinstance(number, int) else "",
                "current": number == page.number,
            }
            for number in numbers
        ],
    }


@register.inclusion_tag("ui/breadcrumbs.html")
def ui_breadcrumbs(*, items):
    """Where this page stands: (text, address) pairs, the last may have no address."""
    return {"items": items}


@register.inclusion_tag("ui/tabs.html")
def ui_tabs(*, items, label=""):
    """The same fact seen another way: each tab is a link, so that the address holds the state."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/definition.html")
def ui_definition(*, items):
    """Terms and their descriptions, as (term, description) pairs."""
    return {"items": items}

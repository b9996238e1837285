"""Pages of the public site: is a certificate real? Whoever holds its code can compare; nobody learns a name.

Look-ups are not limited: a code has sixty bits, so of a million certificates a thousand guesses a second would find one
in some forty years, and a limit would only shut out an employer who checks many.
"""

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from buranakan.delivery import codes, queries
from buranakan.pages.gate import public_page


class CodeForm(forms.Form):
    """The code as it is printed; capitals, dashes and spaces don't matter."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=60,
        help_text=_("Twelve letters and digits, like 7K3M-Q2ZD-90XT."),
    )
    code.widget.attrs.update({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})

    def clean_code(self):
        code = codes.read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("This is not a whole code. It has twelve letters and digits, printed under the square."),
                code="code_not_whole",
            )
        return code


@never_cache
@require_safe
@public_page
def enter_code(request):
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        shown = codes.shown(form.cleaned_data["code"])
        return HttpResponseRedirect(reverse("public:certificate", args=[shown]))
    return render(request, "public/certificates/enter.html", {"form": form})


@never_cache
@require_safe
@public_page
def verify(request, code):
    """Valid, withdrawn, or unknown: a code that no certificate has."""
    told = queries.verified(code)
    words = {"told": told, "code": codes.shown(codes.read(code)), "form": CodeForm()}
    response = render(request, "public/certificates/certificate.html", words, status=200 if told else 404)
    response.headers["X-Robots-Tag"] = "noindex"  # whoever was sent the link may look; nobody finds it by searching
    return response


urlpatterns = [
    path("certificates/", enter_code, name="certificates"),
    path("certificates/<str:code>/", verify, name="certificate"),
]

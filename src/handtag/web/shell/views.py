"""The shell's own pages: choosing an assignment, a forgotten password."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from handtag.web.shell import assignment
from handtag.web.shell.http import render_page, see_other
from handtag.web.shell.preferences import safe_next
from handtag.web.shell.roles import ROLE_NAMES


@login_required
def assignments(request: HttpRequest) -> HttpResponse:
    """Choose which role, at which unit, to work in now. Who holds one only is sent on at once."""
    held = [(viewer, ROLE_NAMES[viewer.role]) for viewer in assignment.assignments(request)]
    if request.method == "POST":
        chosen = request.POST.get("assignment", "")
        if chosen.isdecimal() and assignment.choose(request, int(chosen)):
            return see_other(request, safe_next(request))
        wrong = _("That assignment is no longer yours.")
        return render_page(request, "shell/assignments.html", {"held": held, "wrong": wrong, "next": safe_next(request)})
    if len(held) == 1:
        return redirect(safe_next(request))
    return render_page(request, "shell/assignments.html", {"held": held, "next": safe_next(request)})


def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Passwords are renewed by people who know whom they give them to, never by e-mail."""
    return render_page(request, "shell/forgotten_password.html")

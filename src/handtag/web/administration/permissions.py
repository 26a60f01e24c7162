"""What the permissions are called on the pages: what one may do, as a manager would say it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.domain.access import Permission

PERMISSION_NAMES: dict[Permission, str | Promise] = {
    Permission.OPEN_PERSON: _("look up persons and open their records"),
    Permission.OPEN_ELSEWHERE: _("read other units' records with consent"),
    Permission.OPEN_IN_EMERGENCY: _("open blocked records in an emergency"),
    Permission.BLOCK_RECORDS: _("block records when the person asks"),
    Permission.REVEAL_ADDRESS: _("show a protected address"),
    Permission.REGISTER_PERSON: _("register persons"),
    Permission.PREPARE: _("prepare prescriptions"),
    Permission.PRESCRIBE: _("prescribe"),
    Permission.READ_RIGHTS: _("read about prescribers' rights"),
    Permission.MANAGE_RIGHTS: _("give, withdraw and give back rights to prescribe"),
    Permission.HOLD_COURSES: _("hold courses and give certificates"),
    Permission.MAKE_EXCEPTION: _("make exceptions from the agreement's answer on who pays"),
    Permission.ASSIGN_CASES: _("choose who follows up"),
    Permission.READ_ORDER: _("read orders"),
    Permission.PLACE_ORDER: _("place orders"),
    Permission.WITHDRAW: _("withdraw what has been prescribed for a time"),
    Permission.ORDER_EQUIPMENT: _("order equipment for the unit"),
    Permission.PLACE_COLLECTION_ORDER: _("order collections"),
    Permission.CANCEL_ORDER: _("cancel orders"),
    Permission.HANDLE_STOCK: _("handle goods in the stores"),
    Permission.APPROVE_STOCKTAKE: _("approve stocktakes that others have counted"),
    Permission.DECIDE_DEVICE: _("say that devices are lost, found or sold, and lift what stops them"),
    Permission.CONFIRM_DELIVERY: _("confirm deliveries"),
    Permission.READ_DEVICE: _("read about devices"),
    Permission.READ_INVOICE: _("read invoices and charges"),
    Permission.CLOSE_MONTH: _("close months and issue invoices"),
    Permission.CREDIT: _("credit charges"),
    Permission.PROPOSE_ARTICLE: _("propose articles for the assortment"),
    Permission.MANAGE_CATALOGUE: _("look after articles and prices"),
    Permission.PROCURE: _("look after framework agreements and suppliers' prices"),
    Permission.PURCHASE: _("buy from suppliers"),
    Permission.APPROVE_PURCHASE: _("approve purchases outside the framework agreements"),
    Permission.MANAGE_ORGANISATION: _("look after units, users and keys"),
    Permission.PUBLISH_AGREEMENT: _("publish agreements"),
    Permission.DRAFT_AGREEMENT: _("write drafts of agreements"),
    Permission.APPROVE_AGREEMENT: _("approve drafts of agreements"),
    Permission.ANALYSE_COSTS: _("calculate cost shifts"),
    Permission.DELIVER_EFFECTS: _("deliver what waits to be sent"),
    Permission.HAND_OUT_REGISTER: _("hand out what is kept about a person"),
    Permission.MERGE_PERSONS: _("join two records of one person, and part them again"),
    Permission.ADMIT_PERSON: _("let persons in who have signed in as themselves"),
    Permission.SEE_OWN: _("see about herself and those she acts for"),
    Permission.RECORD_REPRESENTATIVE: _("record who acts for a person"),
    Permission.ANSWER_REQUEST: _("answer what persons ask about their devices"),
    Permission.TAKE_OVER: _("take over articles, devices and holdings from another system"),
    Permission.APPROVE_COST: _("approve costs that others prescribe"),
    Permission.DELEGATE_APPROVALS: _("say who approves costs, and up to how much"),
    Permission.SET_APPROVAL_RULES: _("say what needs an approval"),
    Permission.LEAD_APPROVAL_GROUP: _("lead the special approval group"),
    Permission.DECIDE_APPEAL: _("decide appeals of refused approvals"),
    Permission.FIND_CASES: _("find whose age or life has changed who pays"),
    Permission.REVIEW_LOG: _("review the log"),
    Permission.SEAL_LOG: _("seal the log"),
    Permission.CULL: _("propose what is removed when it is old, and hold back"),
    Permission.APPROVE_CULLING: _("approve that old records are removed"),
    Permission.PERFORM_CULLING: _("remove what was approved"),
}


def permission_words(codes: Iterable[str]) -> list[str]:
    """Permissions in words, in the order of the table; a code from an older release, which opens nothing, stands as it is."""
    given = list(codes)
    known = [str(words) for permission, words in PERMISSION_NAMES.items() if permission.value in given]
    return known + sorted(code for code in given if code not in set(Permission))

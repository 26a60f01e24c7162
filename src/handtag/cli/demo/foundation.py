"""What is there before the first day of the history: agreement, organisation, users, catalogue and the first stock. By use cases only."""

from dataclasses import replace
from datetime import date

from handtag.cli.demo.county import County, Unit
from handtag.cli.demo.describing import describe_articles
from handtag.cli.demo.goods import Goods, plan_goods
from handtag.cli.demo.storekeeping import describe_stores
from handtag.cli.demo.training import train_staff
from handtag.cli.demo.world import World
from handtag.files.agreement_cases import cases_of
from handtag.files.agreement_doubts import doubts_of
from handtag.files.agreements import agreement_ids, read_agreement
from handtag.usecases.administration.grant_role import GrantRole, grant_role
from handtag.usecases.administration.invite_user import InviteUser, invite_user
from handtag.usecases.agreements.publish_version import PublishVersion, publish_version
from handtag.usecases.catalogue.publish_price import PublishPrice, publish_price
from handtag.usecases.catalogue.register_articles import NewArticle, RegisterArticles, register_articles
from handtag.usecases.following.set_follow_up_rule import SetFollowUpRule, set_follow_up_rule
from handtag.usecases.organisations.register_centre import RegisterCentre, register_centre
from handtag.usecases.organisations.register_county import RegisterCounty, register_county
from handtag.usecases.organisations.register_principal import RegisterPrincipal, register_principal
from handtag.usecases.organisations.register_unit import NewDeliveryPoint, RegisterUnit, register_unit
from handtag.usecases.stock.register_location import RegisterLocation, register_location

# ISO group: days to the first follow-up, days between. What moves or lifts a person is looked at more often.
FOLLOWED_UP = (("1222", 30, 365), ("1223", 14, 182), ("1236", 14, 182))
EXAMPLE = "Exempel i demolänet, inget beslut"


def lay_foundation(world: World) -> None:
    """The county on the day before anybody prescribes: everything but persons, devices and orders."""
    county = world.county
    system = world.as_system()
    folders = [folder for found in agreement_ids().values() for folder in found]
    versions = [(read_agreement(folder), cases_of(folder), doubts_of(folder)) for folder in folders]
    for version, cases, doubts in sorted(versions, key=lambda read: (read[0].id, read[0].valid_from)):
        world.run(publish_version, PublishVersion(version.canonical_json(), cases, doubts), system)
    world.run(register_county, RegisterCounty(county.code, county.name, county.agreement), system)
    for prefix, first, often in FOLLOWED_UP:
        world.run(set_follow_up_rule, SetFollowUpRule(county.code, prefix, first, often, EXAMPLE, world.day), system)
    principals = _register_principals(world, county)
    centre = RegisterCentre(county.code, principals["region"], county.centre_name)
    world.centre_id = world.run(register_centre, centre, system)
    for store in county.stores:
        world.run(register_location, RegisterLocation(world.centre_id, store.code, store.name, store.kind), system)
    units = {unit.key: _register_unit(world, unit, principals[unit.owner]) for unit in county.units}
    _take_on_staff(world, county, units)
    describe_stores(world)
    _fill_catalogue(world, county)
    describe_articles(world)
    train_staff(world)


def raise_prices(world: World, day: date) -> None:
    """The yearly price list: every article costs some percent more from a day on."""
    percent = world.county.price_rise_percent
    desk = world.one_of("desk")
    for goods in world.goods.values():
        world.run(publish_price, _price(world, goods, goods.price_after(percent), day), desk)


def _register_principals(world: World, county: County) -> dict[str, int]:
    system = world.as_system()
    region = RegisterPrincipal(county.code, "region", county.region_name, county.region_number)
    principals = {"region": world.run(register_principal, region, system)}
    for place in county.municipalities:
        municipality = RegisterPrincipal(county.code, "municipality", place.name, place.organisation_number, place.code, place.populations)
        principals[place.code] = world.run(register_principal, municipality, system)
    return principals


def _register_unit(world: World, unit: Unit, principal_id: int) -> int:
    point = NewDeliveryPoint(f"{unit.name}, godsmottagning", unit.address, unit.weekdays)
    data = RegisterUnit(
        principal_id=principal_id,
        centre_id=world.centre_id,
        kind=unit.kind,
        name=unit.name,
        hsa_id=unit.hsa_id,
        cost_centre_code=unit.cost_centre,
        cost_centre_name=unit.name,
        delivery_points=(point,),
    )
    return world.run(register_unit, data, world.as_system())


def _take_on_staff(world: World, county: County, units: dict[str, int]) -> None:
    system = world.as_system()
    places = {unit.key: unit for unit in county.units}
    for user in county.users:
        password = county.password if user.log_in else None
        user_id = world.run(invite_user, InviteUser(user.username, user.name, password, own_choice=True), system)
        role = GrantRole(user.username, units[user.unit], user.role, world.day, user.profession)
        world.take_on(user, places[user.unit], user_id=user_id, assignment_id=world.run(grant_role, role, system))


def _fill_catalogue(world: World, county: County) -> None:
    planned = plan_goods(county)
    world.goods = {goods.number: goods for goods in planned}
    articles = tuple(_article(goods) for goods in planned)
    world.run(register_articles, RegisterArticles(world.centre_id, articles), world.as_system())
    for goods in planned:
        world.run(publish_price, _first_price(world, goods), world.as_system())


def _article(goods: Goods) -> NewArticle:
    return NewArticle(
        number=goods.number,
        name=goods.name,
        iso_code=goods.iso,
        kind=goods.kind,
        supplier=goods.supplier,
        lead_time_days=goods.lead_days,
        assortment=goods.assortment,
        description=goods.description,
        equivalence_group=goods.equivalence_group,
        fits=goods.fits,
        series=goods.series,
        gtin=goods.gtin,
    )


def _price(world: World, goods: Goods, amount_ore: int, day: date) -> PublishPrice:
    return PublishPrice(world.centre_id, goods.number, goods.price_kind, amount_ore, goods.purchase_ore, day)


def _first_price(world: World, goods: Goods) -> PublishPrice:
    """What is sold costs the purchase price and the county's markup; rents come from the county's product calculation."""
    price = _price(world, goods, goods.price_ore, world.day)
    if goods.price_kind == "rent_per_month":
        return price
    return replace(price, amount_ore=None, markup_percent=world.county.pricing.markup_percent)

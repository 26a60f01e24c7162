"""An invented catalogue of any size: compounds of everyday Swedish words, made-up makers, models and codes. The same every time."""

import random
from collections.abc import Iterator

from handtag.domain.searching.index import Entry


def _words(text: str) -> list[str]:
    return text.split()


HEADS = _words("""
el rull gå dusch sitt ligg stå lyft säng bord hand fot arm rygg knä nack höft finger badrums köks trapp dörr golv vägg tak bil cykel barn
vuxen ute inne natt dag läs skriv hör syn tal minnes larm vakt vänd glid bär drag skjut tipp höj sänk vikbar lätt tung kort lång bred smal
""")
MIDDLES = ["", "", "", *_words("stöds hjälps vårds hjul luft vatten ljus kraft form skum gel nät ram ben stol korg band")]
TAILS = _words("""
stol dyna bord bräda vagn lyft sele ram stång räcke hållare platta kudde madrass skydd överdrag ramp matta handtag broms korg väska lampa
knapp klämma spegel tång sked kopp kniv penna lupp skärm rem bälte gördel skena ring krok låda hylla pall trappa hiss motor batteri laddare
""")
MAKERS = _words("Björkvik Lundåsa Norrvåg Tallmark Sjöhult Granfors Ekedal Kvarnö Hedlind Strandby Almvik Rönnåker")
FORMS = ("AB", "Hjälpmedel", "Care", "Nordic", "Medical", "Mobility")
MODELS = ("Lätt", "Bas", "Aktiv", "Plus", "Komfort", "Mini", "Maxi", "Junior", "Stabil", "Flex")
KINDS = (("device", 50), ("component", 25), ("spare_part", 15), ("consumable", 8), ("service", 2))
ASSORTMENT = (("stocked", 50), ("order_item", 35), ("phased_out", 15))


def invented_words(number: int, seed: int = 5) -> list[str]:
    """So many different compounds."""
    draw = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < number:
        words[draw.choice(HEADS) + draw.choice(MIDDLES) + draw.choice(TAILS)] = None
        if len(words) > len(HEADS) * len(TAILS):
            words[draw.choice(HEADS) + draw.choice(MIDDLES) + draw.choice(HEADS) + draw.choice(TAILS)] = None
    return list(words)[:number]


def invented_entries(number: int, words: int = 12_500, seed: int = 6) -> Iterator[Entry]:
    """So many articles; a few words are in thousands of them and most in a handful, as in any catalogue."""
    draw = random.Random(seed)
    vocabulary = invented_words(words)
    codes = [f"{draw.randrange(4, 31):02d}{3 * draw.randrange(1, 30):02d}{3 * draw.randrange(1, 12):02d}" for _ in range(700)]
    makers = [f"{maker} {form}" for maker in MAKERS for form in FORMS]
    for n in range(number):
        name, *more = (vocabulary[int(len(vocabulary) * draw.random() ** 1.6)] for _ in range(draw.randint(2, 5)))
        model = f"{draw.choice(MODELS)} {draw.choice('ABCDXM')}{draw.randrange(1, 90)}"
        yield Entry(
            key=n + 1,
            number=f"{100_000 + 7 * n}",
            name=f"{name.capitalize()} {model}" + (f" till {more[0]}" if draw.random() < 0.4 else ""),
            other=f"{' '.join(more)} storlek {draw.randrange(30, 60)} cm",
            codes=(f"{7_350_000_000_000 + 13 * n:014d}", f"{draw.choice('KLMNP')}{draw.randrange(10_000)}-{n}"),
            iso=draw.choice(codes),
            kind=draw.choices(*zip(*KINDS, strict=True))[0],
            assortment=draw.choices(*zip(*ASSORTMENT, strict=True))[0],
            supplier=draw.choice(makers),
            price=None if draw.random() < 0.05 else int(10 ** draw.uniform(3, 7)),
            price_kind=draw.choice(("rent_per_month", "sale")),
        )

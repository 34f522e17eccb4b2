"""Judges one filled field against its gold value, as README.md says."""
import datetime
import re
import unicodedata

FIELDS = ("name phone confidential kind matter happened_at recurs place subject summary appeal urgent earlier_case callback_wanted callback_time").split()
BOOLEANS = {"confidential", "urgent", "callback_wanted"}
LONGEST = {"name": 6, "recurs": 24, "place": 40, "subject": 24, "summary": 60, "appeal": 60, "callback_time": 24}
FILLERS = ("嗯", "呃", "那个", "就是说", "坐席", "市民:")
DIGITS = {"零": 0, "〇": 0, "洞": 0, "一": 1, "幺": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}


def arabic(run):
    """十八 -> 18, 二百九十九 -> 299, 二零二六 -> 2026; a lone unit word stays."""
    if not any(c in UNITS for c in run):
        return "".join(str(DIGITS[c]) for c in run)
    if all(c in "百千" for c in run):
        return run
    total, digit = 0, 0
    for c in run:
        if c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return str(total + digit)


def plain(text):
    """Width, case, blanks, marks and the way numbers are written make no difference."""
    text = unicodedata.normalize("NFKC", str(text)).lower()
    text = re.sub(r"[\s,.。，、;；:：!！?？“”\"'‘’（）()《》<>·-]+", "", text)
    text = re.sub("[零〇洞一幺二两三四五六七八九十百千]+", lambda m: arabic(m.group()), text)
    return text.replace("星期", "周").replace("礼拜", "周").replace("周天", "周日")


def is_filled(name, given):
    value = value_of(name, given)
    return value is not None and value != "" and value != []


def value_of(name, given):
    if given is None:
        return None
    if name == "matter":
        return given if isinstance(given, list) else given.get("value", [])
    return given.get("value") if isinstance(given, dict) else given


def text_fits(name, wanted, value):
    value_plain = plain(value)
    if len(value) > LONGEST.get(name, 60) or (name != "summary" and any(word in value for word in FILLERS)):
        return False
    for one in wanted if isinstance(wanted, list) else [wanted]:
        if isinstance(one, str):
            if plain(one) == value_plain:
                return True
            continue
        musts = [alternatives if isinstance(alternatives, list) else [alternatives] for alternatives in one.get("must", [])]
        if len(value) <= one.get("max", 1000) and all(any(plain(a) in value_plain for a in m) for m in musts) and not any(plain(n) in value_plain for n in one.get("not", [])):
            return True
    return False


def minute(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0)


def time_fits(wanted, value):
    try:
        minute(value)
    except ValueError:
        return False
    timed = "T" in value
    for one in wanted if isinstance(wanted, list) else [wanted]:
        first, _, last = one.partition("/")
        last = last or first
        if ("T" in first) != timed:
            continue
        if not timed and first <= value <= last:
            return True
        if timed and minute(first) <= minute(value) <= minute(last):
            return True
    return False


def matter_codes(value):
    return [m["code"] if isinstance(m, dict) else m for m in value][:3]


def first_matter_right(wanted, given):
    if wanted is None:
        return None
    codes = matter_codes(value_of("matter", given) or [])
    return bool(codes) and any(codes[0].startswith(p) for p in wanted)


def fits(name, wanted, value):
    if name in BOOLEANS:
        return value is wanted
    if name == "matter":
        return any(code.startswith(p) for code in matter_codes(value) for p in wanted)
    alternatives = wanted if isinstance(wanted, list) else [wanted]
    if name == "kind":
        return value in alternatives
    if name == "earlier_case":
        return any(value is one if isinstance(one, bool) else isinstance(value, str) and plain(value) == plain(one) for one in alternatives)
    if name == "phone":
        return isinstance(value, str) and re.sub(r"[\s-]", "", value) in alternatives
    if name == "happened_at":
        return isinstance(value, str) and time_fits(wanted, value)
    return isinstance(value, str) and text_fits(name, wanted, value)


def verdict(name, wanted, given):
    """What one field adds to the counts."""
    value = value_of(name, given)
    stated = wanted is not None
    filled = is_filled(name, given)
    if filled and value is False and wanted is not False:
        filled = False
    right = stated and filled and fits(name, wanted, value)
    return {"stated": stated, "filled": filled, "right": right, "wrong": filled and not right, "missed": stated and not filled}

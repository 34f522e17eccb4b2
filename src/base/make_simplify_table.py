#!/usr/bin/env python3
"""Turns OpenCC's dictionaries (text form: key, tab, candidates parted by spaces) into C++ arrays.

usage: make_simplify_table.py CHARACTERS PHRASES OUTPUT
The first candidate wins, as in OpenCC's own t2s chain. Characters that stay as they are get left out, phrases never:
one that keeps its characters is there to keep them.
"""
import sys

# OpenCC keeps 著 unless a phrase says otherwise; in what citizens write it is nearly always the particle 着, so here it is the other way round.
KEEP_ZHU = ("著名 著作 著稱 著称 著者 著述 著錄 著录 名著 原著 編著 编著 顯著 显著 土著 巨著 專著 专著 遺著 遗著 卓著 昭著 論著 论著 拙著 譯著 译著 合著 所著").split()
ZHU = {"稱": "称", "錄": "录", "編": "编", "顯": "显", "專": "专", "遺": "遗", "論": "论", "譯": "译"}


def entries(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            key, tab, candidates = line.rstrip("\n").partition("\t")
            if tab and key and not key.startswith("#"):
                yield key, candidates.split(" ")[0]


def main():
    characters_path, phrases_path, output = sys.argv[1:]
    characters = sorted((k, v) for k, v in entries(characters_path) if k != v)
    characters.append(("著", "着"))
    characters.sort()
    # Longer phrases first, so that the first one that fits is the longest.
    known = dict(entries(phrases_path))
    known.update((word, "".join(ZHU.get(c, c) for c in word)) for word in KEEP_ZHU)
    phrases = sorted(known.items(), key=lambda e: (e[0][0], -len(e[0]), e[0]))
    for key, value in characters + phrases:
        if len(key) != len(value):
            sys.exit(f"{key}: the table expects as many characters after as before")
    with open(output, "w", encoding="utf-8") as out:
        out.write("// Made by make_simplify_table.py from OpenCC's TSCharacters and TSPhrases (Apache-2.0).\n")
        out.write("constexpr SimplifiedCharacter kSimplifiedCharacters[] = {\n")
        for key, value in characters:
            out.write(f"{{0x{ord(key):x}, 0x{ord(value):x}}},\n")
        out.write("};\nconstexpr SimplifiedPhrase kSimplifiedPhrases[] = {\n")
        for key, value in phrases:
            points = lambda text: "".join(f"\\U{ord(c):08x}" for c in text)
            out.write(f'{{U"{points(key)}", U"{points(value)}"}},\n')
        out.write("};\n")


main()

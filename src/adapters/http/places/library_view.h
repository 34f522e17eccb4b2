#pragma once
#include "adapters/http/json_out.h"
#include "service/places/place_library.h"

namespace yiwang {

/// The library and the city whose names are shown.
struct LibraryView {
  const PlaceLibrary& library;
  const City& city;
};

// Rows of the library as contract/api/places.yaml tells them.
void put_place_item(JsonOut& out, const LibraryView& view, const PlaceItem& item);
void put_place_version(JsonOut& out, const LibraryView& view, const PlaceEntryRow& row);
void put_place_alias(JsonOut& out, const LibraryView& view, const PlaceAliasRow& alias);
void put_place_import(JsonOut& out, const LibraryView& view, const PlaceImportRow& row);
void put_place_line(JsonOut& out, const LibraryView& view, const PlaceImportLine& line);
std::string place_item_json(const LibraryView& view, const PlaceItem& item);
std::string place_import_json(const LibraryView& view, const PlaceImportRow& row);

}  // namespace yiwang

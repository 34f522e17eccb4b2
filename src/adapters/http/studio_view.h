#pragma once
#include "adapters/http/views.h"
#include "studio/studio.h"

namespace yiwang {

/// Contract schema StudioDocumentItem, as an object of its own.
void put_studio_item(JsonOut& out, const StudioItem& item, const View& view);
/// Contract schema StudioVersion.
void put_studio_version(JsonOut& out, const StudioVersion& version, const View& view);
/// Contract schema StudioDocument.
void put_studio_document(JsonOut& out, const Document& document, const std::vector<StudioVersion>& versions, const View& view);
/// Contract schema StudioDraftItem, with text and tests StudioDraft. `present`: version in use.
void put_studio_draft(JsonOut& out, const StudioDraftRow& draft, const std::string& present, bool whole, const View& view);

}  // namespace yiwang

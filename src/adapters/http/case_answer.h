#pragma once
#include "adapters/http/case_list.h"
#include "adapters/http/site.h"
#include "adapters/http/views.h"

namespace yiwang {

/// A case with its story as this person may see it, with its version as ETag. Waits for the store.
Answer case_answer(Site& site, const Identity& who, CaseId id, Instant now);
Answer case_answer(Site& site, const Identity& who, const SeenCase& seen, Instant now);

/// A page of a list, as `GET /cases` answers.
Answer case_page_answer(Site& site, Request& request, CaseList wanted);

}  // namespace yiwang

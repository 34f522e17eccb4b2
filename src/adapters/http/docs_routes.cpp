#include "adapters/http/embedded.h"
#include "adapters/http/site.h"
#include "adapters/http/static_files.h"

namespace yiwang {
namespace {

Answer text(std::string_view body, std::string type, const Request& request) {
  Response out;
  out.type = std::move(type);
  out.page = out.type.starts_with("text/html");
  out.cacheable = true;
  out.headers.emplace_back("Cache-Control", "no-cache");
  if (accepts_gzip(request)) {
    out.headers.emplace_back("Content-Encoding", "gzip");
    out.headers.emplace_back("Vary", "Accept-Encoding");
    out.body = gzipped(body);
  } else {
    out.body = body;
  }
  return out;
}

}  // namespace

void add_docs_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/openapi.json", Caller::anybody, plain([](Request& r) { return text(kOpenApiText, "application/json", r); })});
  routes.add({Method::get, "/api/docs", Caller::anybody, plain([](Request& r) { return text(kDocsPageText, "text/html; charset=utf-8", r); })});
  routes.add({Method::get, "/api/docs.js", Caller::anybody, plain([](Request& r) { return text(kDocsScriptText, "text/javascript; charset=utf-8", r); })});
}

}  // namespace yiwang

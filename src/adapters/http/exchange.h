#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/office.h"

namespace yiwang {

// What a handler sees of HTTP. Nothing here knows sockets, so handlers compile fast and are tested without a network.

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };
std::string_view name_of(Method method);

/// A session that was looked up by its token.
struct SignIn {
  Identity who;
  std::string token, csrf;
  Instant expires;
  bool by_cookie = false;
};

struct Request {
  Method method = Method::get;
  std::string target;                      // as sent, without the query
  std::vector<std::string> segments;       // of the path, percent-decoded one by one
  std::vector<std::pair<std::string, std::string>> query;   // decoded, in order
  std::vector<std::pair<std::string_view, std::string_view>> headers;   // views that live as long as the call; names in lower case
  std::string body;
  std::string address;                     // of the caller; behind a trusted proxy the one it names
  std::string id;                          // X-Request-Id
  std::vector<std::string> captures;       // what stood for `{...}` in the route
  std::optional<SignIn> signed_in;
  Instant now;

  std::string_view header(std::string_view lower_case_name) const;
  const std::string* parameter(std::string_view name) const;
  const Identity& who() const { return signed_in->who; }
  Asking asking() const { return {id, address, now}; }
};

/// Bytes of a file that is already open (and may have no name any more); closed with the last owner.
struct OpenFile {
  int descriptor = -1;
  std::uint64_t bytes = 0;
  OpenFile(int fd, std::uint64_t size) : descriptor(fd), bytes(size) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile();
};

struct Response {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body;
  std::shared_ptr<const std::string> shared;       // instead of `body`, for what many are given
  std::shared_ptr<OpenFile> file;                  // instead of `body`, for what is large
  std::vector<std::pair<std::string, std::string>> headers;
  std::string_view fixed_headers;                  // whole lines, set by the door
  bool cacheable = false;                          // else `Cache-Control: no-store`
  bool page = false;                               // a page of ours: may run our own scripts
};
using Answer = Result<Response>;

inline Response json_response(std::string body, int status = 200) {
  Response out;
  out.status = status;
  out.body = std::move(body);
  return out;
}

/// An answer that goes on for as long as the caller listens. `send` may be called from any thread; a listener that is a megabyte behind is dropped.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual void send(std::string text) = 0;
  virtual bool closed() const = 0;
};

/// One request on its way to its answer. Kept alive by whoever still has to answer; `answer` may be called from any thread, once.
class Call : public std::enable_shared_from_this<Call> {
 public:
  virtual ~Call() = default;
  virtual void answer(Response response) = 0;
  virtual std::shared_ptr<Stream> open_stream(Response head) = 0;

  Request request;
  int route = -1;                          // place in the route table; -1 none
  std::chrono::steady_clock::time_point started;
};
using CallPtr = std::shared_ptr<Call>;

/// Takes the target of a request line apart. False when it is not one: bad escapes, NUL, not starting with `/`.
bool read_target(std::string_view target, Request& into);
std::string percent_decoded(std::string_view text, bool plus_is_space, bool& ok);

}  // namespace yiwang

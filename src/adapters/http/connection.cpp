#include <spdlog/spdlog.h>
#include <unistd.h>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <deque>

#include "adapters/http/loop_parts.h"
#include "adapters/http/problem.h"

namespace yiwang::detail {
namespace {

namespace http = boost::beast::http;
using std::chrono::steady_clock;

constexpr std::uint32_t kHeadLimit = 16 * 1024;
constexpr std::size_t kReadPiece = 16 * 1024;
constexpr std::size_t kFilePiece = 256 * 1024;
constexpr std::size_t kStreamBacklog = 1 << 20;
constexpr std::size_t kDrainMost = 32 << 20;
constexpr auto kHeadTime = std::chrono::seconds{10};
constexpr auto kIdleTime = std::chrono::seconds{75};
constexpr auto kWriteTime = std::chrono::seconds{60};
constexpr auto kHandleTime = std::chrono::minutes{10};   // only if a handler forgot to answer
constexpr auto kDrainTime = std::chrono::seconds{5};
constexpr std::uint64_t kLargeBody = 2 << 20;
constexpr std::int64_t kLargeBodies = 512 << 20;       // bytes of large bodies that may be under way at once, over all callers
std::atomic<std::int64_t> large_bodies{0};              // memory belongs to the process, so this does too
constexpr std::uint64_t kSlowestBody = 8 * 1024;       // bytes a second

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get: return Method::get;
    case http::verb::head: return Method::head;
    case http::verb::post: return Method::post;
    case http::verb::put: return Method::put;
    case http::verb::patch: return Method::patch;
    case http::verb::delete_: return Method::delete_;
    case http::verb::options: return Method::options;
    default: return Method::other;
  }
}

/// A header value can never end its line.
void append_value(std::string& out, std::string_view value) {
  for (const char c : value) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
}

/// One connection: reads a request, hands it to the door, writes the answer, and again. All members are touched only by the loop's thread, but for `answer`,
/// `open_stream` and the stream, which come from anywhere and post.
class Connection final : public Call, public Spoken {
 public:
  Connection(std::shared_ptr<LoopParts> loop, Socket socket) : loop_(std::move(loop)), socket_(std::move(socket)) {
    Code ignored;
    const auto end = socket_.remote_endpoint(ignored);
    if (!ignored) peer_ = end.address().to_string();
    socket_.set_option(tcp::no_delay(true), ignored);
  }

  void start() {
    loop_->metrics.connections.fetch_add(1, std::memory_order_relaxed);
    loop_->connections.insert(mine());
    expect_request();
    read();
  }

  void answer(Response response) override {
    if (answered_.exchange(true)) {
      spdlog::error("request {} was answered twice", request.id);
      return;
    }
    loop_->door.finish(*this, response);
    asio::dispatch(loop_->io, [self = mine(), response = std::move(response)]() mutable { self->write(std::move(response)); });
  }

  std::shared_ptr<Stream> open_stream(Response head) override;

  void check_time(Time now) override {
    if (state_ == State::closed || now < deadline_) return;
    if (state_ == State::head && head_started_ && !answered_.load()) return refuse_early({Reason::malformed, {{"fault", "the request came too slowly"}}});
    close();
  }
  void stop_softly() override {
    if (state_ == State::streaming || (state_ == State::head && !head_started_)) close();
    else stopping_ = true;
  }
  void close() override {
    if (state_ == State::closed) return;
    if (state_ == State::streaming) loop_->metrics.streams.fetch_sub(1, std::memory_order_relaxed);
    // Counted here and not when it is destroyed: the last owner may be a writer's thread that outlives the server and its figures.
    loop_->metrics.connections.fetch_sub(1, std::memory_order_relaxed);
    state_ = State::closed;
    release();
    stream_closed_ = true;
    Code ignored;
    socket_.shutdown(tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
    loop_->connections.erase(mine());
  }
  bool closed() const { return stream_closed_.load(); }
  void stream_send(std::string text) {
    asio::post(loop_->io, [self = mine(), text = std::move(text)]() mutable { self->queue_stream(std::move(text)); });
  }

 private:
  enum class State { head, body, handling, writing, streaming, draining, closed };
  using Parser = http::request_parser<http::string_body>;

  std::shared_ptr<Connection> mine() { return std::static_pointer_cast<Connection>(shared_from_this()); }

  void expect_request() {
    state_ = State::head;
    head_started_ = buffer_.size() > 0;
    parser_.emplace();
    parser_->header_limit(kHeadLimit);
    parser_->body_limit(boost::none);
    answered_ = false;
    route = -1;
    request.signed_in.reset();
    request.body.clear();
    request.headers.clear();
    request.captures.clear();
    request.query.clear();
    request.id.clear();
    started = steady_clock::now();
    deadline_ = started + (head_started_ ? std::chrono::steady_clock::duration(kHeadTime) : std::chrono::steady_clock::duration(kIdleTime));
  }

  void read() {
    socket_.async_read_some(buffer_.prepare(kReadPiece), [self = mine()](Code error, std::size_t got) {
      if (error) return self->close();
      self->buffer_.commit(got);
      self->parse();
    });
  }

  void parse() {
    Code error;
    if (state_ == State::head && !head_started_) {
      head_started_ = true;
      started = steady_clock::now();
      deadline_ = started + kHeadTime;
    }
    if (state_ == State::head) {
      const auto used = parser_->put(buffer_.data(), error);
      buffer_.consume(used);
      if (error == http::error::need_more) {
        if (buffer_.size() > kHeadLimit) return refuse_early({Reason::too_large, {{"limit", std::to_string(kHeadLimit)}, {"what", "head"}}});
        return read();
      }
      if (error == http::error::header_limit) return refuse_early({Reason::too_large, {{"limit", std::to_string(kHeadLimit)}, {"what", "head"}}});
      if (error) return refuse_early({Reason::malformed, {{"fault", error.message()}}});
      if (!parser_->is_header_done()) return read();
      if (!head_done()) return;
    }
    while (!parser_->is_done()) {
      if (buffer_.size() == 0) return read();
      const auto used = parser_->put(buffer_.data(), error);
      buffer_.consume(used);
      if (error == http::error::need_more) return read();
      if (error == http::error::body_limit) return refuse_now({Reason::too_large, {{"limit", std::to_string(body_limit_)}}});
      if (error) return refuse_now({Reason::malformed, {{"fault", error.message()}}});
    }
    request.body = std::move(parser_->get().body());
    state_ = State::handling;
    deadline_ = steady_clock::now() + kHandleTime;
    loop_->metrics.in_flight.fetch_add(1, std::memory_order_relaxed);
    counted_ = true;
    loop_->door.handle(shared_from_this());
  }

  /// True when the body may be read.
  bool head_done() {
    auto& message = parser_->get();
    request.id = loop_->door.next_request_id();
    request.address = peer_;
    request.method = method_of(message.method());
    keep_alive_ = message.keep_alive() && !stopping_;
    head_only_ = request.method == Method::head;
    lower_.clear();
    std::size_t names = 0;
    for (const auto& field : message) names += field.name_string().size();
    lower_.reserve(names);
    for (const auto& field : message) {
      const auto at = lower_.size();
      for (const char c : field.name_string()) lower_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      const auto value = field.value();
      request.headers.emplace_back(std::string_view(lower_).substr(at), std::string_view(value.data(), value.size()));
    }
    state_ = State::body;
    const auto target = message.target();
    const bool readable = read_target(std::string_view(target.data(), target.size()), request);
    // Two ways of saying how long a body is are a way to smuggle a second request past a proxy.
    const bool two_lengths = parser_->chunked() && !request.header("content-length").empty();
    if (!readable || two_lengths) {
      refuse_now({Reason::malformed, {{"fault", readable ? "two lengths" : "the address cannot be read"}}});
      return false;
    }
    if (auto refused = loop_->door.admit(*this, body_limit_)) {
      early(std::move(*refused));
      return false;
    }
    const auto length = parser_->content_length();
    if (length && *length > body_limit_) {
      refuse_now({Reason::too_large, {{"limit", std::to_string(body_limit_)}}});
      return false;
    }
    if (!reserve(length ? *length : body_limit_)) {
      refuse_now({Reason::busy, {{"retry_after_s", "2"}}});
      return false;
    }
    parser_->body_limit(body_limit_);
    parser_->eager(true);
    deadline_ = steady_clock::now() + kHeadTime + std::chrono::seconds{(length ? *length : body_limit_) / kSlowestBody};
    if (!parser_->is_done() && request.header("expect") == "100-continue" && buffer_.size() == 0) {
      static const std::string kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      asio::async_write(socket_, asio::buffer(kContinue), [self = mine()](Code error, std::size_t) {
        if (error) return self->close();
        self->parse();
      });
      return false;
    }
    return true;
  }

  /// Uploads are kept in memory until they are stored; together they must not fill it.
  bool reserve(std::uint64_t bytes) {
    if (bytes < kLargeBody) return true;
    const auto wanted = static_cast<std::int64_t>(bytes);
    if (large_bodies.fetch_add(wanted) + wanted <= kLargeBodies) {
      reserved_ = wanted;
      return true;
    }
    large_bodies.fetch_sub(wanted);
    return false;
  }
  void release() { large_bodies.fetch_sub(std::exchange(reserved_, 0)); }

  void refuse_early(const Refusal& refusal) {
    request.id = loop_->door.next_request_id();
    request.address = peer_;
    refuse_now(refusal);
  }
  void refuse_now(const Refusal& refusal) { early(loop_->door.refusal(refusal, *this)); }
  /// An answer before the request was read to its end.
  void early(Response response) {
    if (!parser_->is_done()) keep_alive_ = false;
    drain_after_ = !parser_->is_done();
    answer(std::move(response));
  }

  void write(Response response) {
    release();
    if (counted_) {
      loop_->metrics.in_flight.fetch_sub(1, std::memory_order_relaxed);
      counted_ = false;
    }
    if (state_ == State::closed) return;
    state_ = State::writing;
    deadline_ = steady_clock::now() + kWriteTime;
    response_ = std::move(response);
    if (stopping_) keep_alive_ = false;
    const std::string* body = response_.shared ? response_.shared.get() : &response_.body;
    const auto length = response_.file ? response_.file->bytes : body->size();
    make_head(length, false);
    file_at_ = 0;
    if (head_only_ || response_.file || length == 0) return write_head(response_.file && !head_only_);
    if (length <= 2048) {                  // one piece is cheaper than two
      head_ += *body;
      return write_head(false);
    }
    asio::async_write(socket_, std::array{asio::const_buffer(asio::buffer(head_)), asio::const_buffer(asio::buffer(*body))}, [self = mine()](Code error, std::size_t) { self->written(error); });
  }
  void make_head(std::uint64_t length, bool endless) {
    const auto reason = http::obsolete_reason(static_cast<http::status>(response_.status));
    head_.clear();
    head_ += "HTTP/1.1 ";
    head_ += std::to_string(response_.status);
    head_ += ' ';
    head_.append(reason.data(), reason.size());
    head_ += "\r\n";
    if (!response_.type.empty() && response_.status != 204 && response_.status != 304) {
      head_ += "Content-Type: ";
      append_value(head_, response_.type);
      head_ += "\r\n";
    }
    if (!endless && response_.status != 204 && response_.status != 304) {
      head_ += "Content-Length: ";
      head_ += std::to_string(length);
      head_ += "\r\n";
    }
    head_ += response_.fixed_headers;
    for (const auto& [name, value] : response_.headers) {
      head_ += name;
      head_ += ": ";
      append_value(head_, value);
      head_ += "\r\n";
    }
    if (!keep_alive_ || endless) head_ += "Connection: close\r\n";
    else if (parser_ && parser_->get().version() == 10) head_ += "Connection: keep-alive\r\n";
    head_ += "\r\n";
  }
  void write_head(bool file_follows) {
    asio::async_write(socket_, asio::buffer(head_), [self = mine(), file_follows](Code error, std::size_t) {
      if (!error && file_follows) self->write_file();
      else self->written(error);
    });
  }
  void write_file() {
    if (file_at_ >= response_.file->bytes) return written({});
    head_.resize(kFilePiece);
    const auto got = ::pread(response_.file->descriptor, head_.data(), head_.size(), static_cast<off_t>(file_at_));
    if (got <= 0) return close();          // the length was promised; a cut connection tells that it is not kept
    head_.resize(static_cast<std::size_t>(got));
    file_at_ += static_cast<std::uint64_t>(got);
    deadline_ = steady_clock::now() + kWriteTime;
    asio::async_write(socket_, asio::buffer(head_), [self = mine()](Code error, std::size_t) {
      if (error) return self->close();
      self->write_file();
    });
  }
  void written(Code error) {
    response_ = {};
    if (error) return close();
    if (!keep_alive_) return drain_after_ ? drain() : close();
    expect_request();
    if (buffer_.size() > 0) parse();
    else read();
  }

  /// A caller who is still sending would lose our answer to a reset; so read on for a while and throw away.
  void drain() {
    state_ = State::draining;
    deadline_ = steady_clock::now() + kDrainTime;
    Code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    drain_more();
  }
  void drain_more() {
    buffer_.clear();
    socket_.async_read_some(buffer_.prepare(kReadPiece), [self = mine()](Code error, std::size_t got) {
      self->drained_ += got;
      if (error || self->drained_ > kDrainMost) return self->close();
      self->drain_more();
    });
  }

  void begin_stream(Response head) {
    if (counted_) {
      loop_->metrics.in_flight.fetch_sub(1, std::memory_order_relaxed);
      counted_ = false;
    }
    if (state_ == State::closed) return;
    response_ = std::move(head);
    state_ = State::streaming;
    loop_->metrics.streams.fetch_add(1, std::memory_order_relaxed);
    deadline_ = Time::max();
    keep_alive_ = false;
    make_head(0, true);
    std::string first = head_;
    backlog_bytes_ += first.size();
    backlog_.push_front(std::move(first));
    write_stream();
    watch_stream();
  }
  void queue_stream(std::string text) {
    if (state_ == State::closed) return;
    backlog_bytes_ += text.size();
    backlog_.push_back(std::move(text));
    if (backlog_bytes_ > kStreamBacklog) return close();
    if (state_ == State::streaming) write_stream();
  }
  void write_stream() {
    if (stream_writing_ || backlog_.empty()) return;
    stream_writing_ = true;
    head_.clear();
    while (!backlog_.empty() && head_.size() < kFilePiece) {
      head_ += backlog_.front();
      backlog_.pop_front();
    }
    deadline_ = steady_clock::now() + kWriteTime;
    asio::async_write(socket_, asio::buffer(head_), [self = mine()](Code error, std::size_t sent) {
      self->stream_writing_ = false;
      self->backlog_bytes_ -= std::min(self->backlog_bytes_, sent);
      self->deadline_ = Time::max();
      if (error) return self->close();
      self->write_stream();
    });
  }
  /// Nothing more is expected from the caller but that it goes away.
  void watch_stream() {
    socket_.async_read_some(asio::buffer(ignored_), [self = mine()](Code error, std::size_t) {
      if (error) return self->close();
      self->watch_stream();
    });
  }

  std::shared_ptr<LoopParts> loop_;      // before the socket, which needs its io_context to the end
  Socket socket_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::string peer_, lower_, head_;
  Response response_;
  State state_ = State::head;
  Time deadline_{};
  std::uint64_t body_limit_ = 0, file_at_ = 0;
  std::size_t drained_ = 0, backlog_bytes_ = 0;
  std::int64_t reserved_ = 0;
  std::deque<std::string> backlog_;
  std::array<char, 256> ignored_{};
  bool head_started_ = false, keep_alive_ = false, head_only_ = false, drain_after_ = false, stopping_ = false, counted_ = false, stream_writing_ = false;
  std::atomic<bool> answered_{false}, stream_closed_{false};
};

class ConnectionStream final : public Stream {
 public:
  explicit ConnectionStream(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
  ~ConnectionStream() override = default;
  void send(std::string text) override {
    if (!closed()) connection_->stream_send(std::move(text));
  }
  bool closed() const override { return connection_->closed(); }

 private:
  std::shared_ptr<Connection> connection_;
};

std::shared_ptr<Stream> Connection::open_stream(Response head) {
  if (answered_.exchange(true)) return nullptr;
  loop_->door.finish(*this, head);
  asio::dispatch(loop_->io, [self = mine(), head = std::move(head)]() mutable { self->begin_stream(std::move(head)); });
  return std::make_shared<ConnectionStream>(mine());
}

}  // namespace

void begin_connection(std::shared_ptr<LoopParts> loop, Socket socket) { std::make_shared<Connection>(std::move(loop), std::move(socket))->start(); }

}  // namespace yiwang::detail

#include "harness/stub/stub_exchange.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <microhttpd.h>

#include <sys/epoll.h>

namespace attune {
namespace {

Instant now() {
  return std::chrono::floor<Millis>(std::chrono::steady_clock::now());
}

int socket_of(MHD_Connection* connection) {
  const auto* found = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return found == nullptr ? -1 : found->connect_fd;
}

// Hands the body out by the piece, rests between pieces, and breaks off where the answer says so.
ssize_t next_piece(void* cls, std::uint64_t position, char* out, std::size_t room) {
  auto& exchange = *static_cast<StubExchange*>(cls);
  const StubAnswer& answer = exchange.answer;
  if (exchange.client_left || position >= answer.cut_at) return MHD_CONTENT_READER_END_WITH_ERROR;
  if (position >= answer.body.size()) return MHD_CONTENT_READER_END_OF_STREAM;
  if (answer.pause > Millis(0) && position > 0 && !exchange.rested) {
    exchange.rested = true;
    exchange.naps->suspend(exchange, answer.pause);
    return 0;
  }
  exchange.rested = false;
  const std::size_t end = std::min(answer.body.size(), answer.cut_at);
  const std::size_t most = answer.piece == 0 ? room : std::min(room, answer.piece);
  const std::size_t size = std::min(most, end - static_cast<std::size_t>(position));
  std::copy_n(answer.body.data() + position, size, out);
  return static_cast<ssize_t>(size);
}

bool streams(const StubAnswer& answer) {
  return std::ranges::any_of(
      answer.headers, [](const Header& header) { return header.value == "text/event-stream"; });
}

}  // namespace

void StubNaps::suspend(StubExchange& exchange, Millis how_long) {
  exchange.wakes = now() + how_long;
  waiting_.emplace(*exchange.wakes, &exchange);
  epoll_event event{.events = EPOLLRDHUP, .data = {.ptr = &exchange}};
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_ADD, socket_of(exchange.connection), &event);
  MHD_suspend_connection(exchange.connection);
}

void StubNaps::resume(StubExchange& exchange) {
  if (!exchange.wakes) return;
  waiting_.erase({*exchange.wakes, &exchange});
  exchange.wakes.reset();
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_DEL, socket_of(exchange.connection), nullptr);
  MHD_resume_connection(exchange.connection);
}

void StubNaps::resume_due() {
  const Instant time = now();
  while (!waiting_.empty() && waiting_.begin()->first <= time) resume(*waiting_.begin()->second);
}

void StubNaps::resume_all() {
  while (!waiting_.empty()) resume(*waiting_.begin()->second);
}

std::optional<Millis> StubNaps::until_next() const {
  if (waiting_.empty()) return std::nullopt;
  return std::max(waiting_.begin()->first - now(), Millis(0));
}

MHD_Response* make_response(StubExchange& exchange) {
  StubAnswer& answer = exchange.answer;
  MHD_Response* response = nullptr;
  if (answer.piece == 0 && answer.cut_at == std::string::npos) {
    response = MHD_create_response_from_buffer(answer.body.size(), answer.body.data(),
                                               MHD_RESPMEM_PERSISTENT);
  } else {
    const std::uint64_t announced = streams(answer) ? MHD_SIZE_UNKNOWN : answer.body.size();
    response = MHD_create_response_from_callback(announced, 16384, &next_piece, &exchange, nullptr);
  }
  if (response == nullptr) return nullptr;
  for (const Header& header : answer.headers) {
    MHD_add_response_header(response, header.name.c_str(), header.value.c_str());
  }
  return response;
}

}  // namespace attune

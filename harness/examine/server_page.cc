#include "harness/examine/server_page.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/body.h"
#include "harness/calls/one_line.h"
#include "harness/plan/providers.h"

namespace attune {
namespace {

// The known providers other than llama.cpp have no such page; an address of the user's own may.
bool may_be_llamacpp(const Endpoint& endpoint) {
  if (!endpoint.wire.empty() && endpoint.wire != "openai") return false;
  const auto known = known_providers();
  return endpoint.name == "llamacpp" || std::ranges::find(known, endpoint.name) == known.end();
}

Finding not_offered(std::string why) {
  return {.probe = std::string(kLanesProbe), .evidence = "not offered" + std::move(why)};
}

}  // namespace

std::optional<HttpRequest> server_page_request(const Endpoint& endpoint, const std::string& key) {
  if (!may_be_llamacpp(endpoint)) return std::nullopt;
  std::string_view root = endpoint.base_url;
  if (root.ends_with("/v1")) root.remove_suffix(3);
  HttpRequest request{.method = "GET",
                      .url = fmt::format("{}/props", root),
                      .headers = {{"Accept", "application/json"}},
                      .timeouts = endpoint.timeouts};
  if (!key.empty()) request.headers.push_back({"Authorization", "Bearer " + key});
  return request;
}

Finding read_server_page(const std::optional<HttpResponse>& page) {
  if (!page) return not_offered("");
  if (page->status != 200) return not_offered(fmt::format(": HTTP {}", page->status));
  const nlohmann::json json = parsed_json(page->body);
  const auto slots = count_at(json, "total_slots");
  if (!slots) return not_offered(": the page names no slots");
  std::string evidence = fmt::format("{} at once", *slots);
  if (const auto* defaults = member(json, "default_generation_settings")) {
    const auto window = count_at(*defaults, "n_ctx");
    if (window) evidence += fmt::format(", {} tokens each", *window);
  }
  const auto build = text_at(json, "build_info");
  if (!build.empty()) evidence += fmt::format(", build {}", one_line(build, 60));
  return {.probe = std::string(kLanesProbe),
          .state = FindingState::Honoured,
          .evidence = std::move(evidence),
          .figure = static_cast<double>(*slots)};
}

std::string bare_address(std::string_view url) {
  const auto scheme = url.find("://");
  const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
  std::string_view rest = url.substr(start);
  rest = rest.substr(0, rest.find_first_of("?#"));
  const std::string_view host = rest.substr(0, rest.find('/'));
  const auto at = host.rfind('@');
  if (at != std::string_view::npos) rest.remove_prefix(at + 1);
  return one_line(fmt::format("{}{}", url.substr(0, start), rest), 200);
}

}  // namespace attune

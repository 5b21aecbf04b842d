#include <nlohmann/json.hpp>

#include "results/store/store.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

// The Store's part for the cassette.

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::string to_json(const std::vector<std::pair<std::string, std::string>>& headers) {
  Json json = Json::array();
  for (const auto& [name, value] : headers) json.push_back({name, value});
  return compact_json(json);
}

std::vector<std::pair<std::string, std::string>> headers_from(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> headers;
  const Json json = stored_json(text);
  for (const Json& entry : json) {
    if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string())
      headers.emplace_back(entry[0].get<std::string>(), entry[1].get<std::string>());
  }
  return headers;
}

}  // namespace

Result<Done> Store::save(const ExchangeRecord& exchange) {
  Statement statement =
      db_.prepare("INSERT OR IGNORE INTO exchanges VALUES (NULL,?,?,?,?,CAST(? AS BLOB),?)");
  statement << exchange.request_digest << exchange.asking << exchange.status
            << to_json(exchange.headers) << exchange.body << exchange.latency.count();
  return statement.done();
}

Result<std::optional<ExchangeRecord>> Store::exchange(const std::string& request_digest,
                                                      const std::string& asking) {
  Statement statement = db_.prepare(
      "SELECT status, headers, body, latency_ms FROM exchanges "
      "WHERE request_digest = ?1 AND asking = ?2");
  statement << request_digest << asking;
  std::optional<ExchangeRecord> found;
  if (statement.row()) {
    found = ExchangeRecord{.request_digest = request_digest,
                           .asking = asking,
                           .status = static_cast<int>(statement.integer(0)),
                           .headers = headers_from(statement.text(1)),
                           .body = statement.text(2),
                           .latency = Millis(statement.integer(3))};
  }
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return found;
}

}  // namespace attune

#include <nlohmann/json.hpp>

#include "results/store/store.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

// The Store's part for passports.

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kColumns =
    "SELECT subject, address, wire, served_id, fingerprint, made_ms, version, findings "
    "FROM passports ";

Json figure_json(const std::optional<double>& figure) {
  return figure ? Json(*figure) : Json(nullptr);
}

std::string to_json(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"probe", finding.probe},
                    {"state", to_text(finding.state)},
                    {"evidence", finding.evidence},
                    {"figure", figure_json(finding.figure)},
                    {"most", figure_json(finding.most)}});
  }
  return compact_json(list);
}

std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> figure_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? std::optional(found->get<double>())
                                                     : std::nullopt;
}

std::vector<Finding> findings_from(const std::string& text) {
  std::vector<Finding> findings;
  const Json list = stored_json(text);
  if (!list.is_array()) return findings;
  for (const Json& entry : list) {
    if (!entry.is_object()) continue;
    const auto state = parse_finding_state(text_in(entry, "state"));
    findings.push_back({.probe = text_in(entry, "probe"),
                        .state = state.value_or(FindingState::Unclear),
                        .evidence = text_in(entry, "evidence"),
                        .figure = figure_in(entry, "figure"),
                        .most = figure_in(entry, "most")});
  }
  return findings;
}

Result<std::vector<Passport>> all_passports(Statement statement) {
  std::vector<Passport> passports;
  while (statement.row()) {
    passports.push_back({.subject = {statement.text(0)},
                         .address = statement.text(1),
                         .wire = statement.text(2),
                         .served_id = statement.text(3),
                         .fingerprint = statement.text(4),
                         .made = {statement.integer(5)},
                         .version = statement.text(6),
                         .findings = findings_from(statement.text(7))});
  }
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return passports;
}

}  // namespace

Result<Done> Store::save(const Passport& passport) {
  Statement statement = db_.prepare("INSERT INTO passports VALUES (NULL,?,?,?,?,?,?,?,?)");
  statement << passport.subject.text << passport.address << passport.wire << passport.served_id
            << passport.fingerprint << passport.made.millis << passport.version
            << to_json(passport.findings);
  return statement.done();
}

Result<std::vector<Passport>> Store::passports(const SubjectId& subject) {
  Statement statement = db_.prepare(std::string(kColumns) + "WHERE subject = ?1 ORDER BY id");
  statement << subject.text;
  return all_passports(std::move(statement));
}

Result<std::vector<Passport>> Store::latest_passports() {
  return all_passports(
      db_.prepare(std::string(kColumns) +
                  "WHERE id IN (SELECT max(id) FROM passports GROUP BY subject) ORDER BY subject"));
}

}  // namespace attune

#include "results/render/drift_json_parts.h"

#include <set>

#include <nlohmann/json.hpp>

#include "results/render/cells.h"

namespace attune {

using Json = nlohmann::ordered_json;

namespace {

Json texts_json(const std::set<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(one_line(text));
  return list;
}

}  // namespace

void add_subject(Json& made, const DriftSubject& of) {
  made["pack"] = {{"id", one_line(of.pack.text)},
                  {"version", one_line(of.version)},
                  {"digest", one_line(of.digest)}};
  made["scorer"] = one_line(of.scorer);
  made["subject"] = one_line(of.subject.text);
  made["title"] = one_line(of.title);
}

Json served_json(const ServedAs& served) {
  return {{"ids", texts_json(served.ids)}, {"fingerprints", texts_json(served.fingerprints)}};
}

Json runs_json(const std::vector<RunId>& runs) {
  Json list = Json::array();
  for (const RunId& run : runs) list.push_back(one_line(run.text));
  return list;
}

Json notes_json(const std::vector<std::string>& notes) {
  Json list = Json::array();
  for (const std::string& note : notes) list.push_back(one_line(note));
  return list;
}

}  // namespace attune

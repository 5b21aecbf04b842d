#include "harness/plan/settings.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "harness/calls/parameter_rules_file.h"
#include "scenarios/load/document.h"
#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

void take_seconds(Fields& fields, const char* key, Millis& value) {
  const auto seconds = fields.optional_number(key);
  if (!seconds) return;
  if (*seconds <= 0 || *seconds > 86'400) return fields.fault(key, "expected seconds, up to 86400");
  value = std::max(Millis(1), Millis(std::llround(*seconds * 1000)));  // none would be for ever
}

Endpoint parse_endpoint(const Value& table, const std::string& name, Faults& faults) {
  Fields fields(table, "endpoint." + name, faults);
  Endpoint endpoint{.name = name};
  endpoint.wire = fields.optional_text("wire").value_or("");
  endpoint.base_url = fields.optional_text("base_url").value_or("");
  while (endpoint.base_url.ends_with('/')) endpoint.base_url.pop_back();
  const bool http =
      endpoint.base_url.starts_with("http://") || endpoint.base_url.starts_with("https://");
  if (!endpoint.base_url.empty() && !http)
    fields.fault("base_url", "expected http://… or https://…");
  if (const auto key = fields.optional_text("key_env")) {
    endpoint.key_names = {*key};
    endpoint.needs_key = true;
  }
  endpoint.key_command = fields.optional_text("key_command").value_or("");
  if (const auto lanes = fields.optional_integer("lanes")) {
    if (*lanes < 1 || *lanes > kMostLanes)
      fields.fault("lanes", fmt::format("expected 1 to {}", kMostLanes));
    endpoint.lanes = static_cast<int>(*lanes);
  }
  endpoint.stream = fields.optional_bool("stream").value_or(false);
  take_seconds(fields, "connect_timeout", endpoint.timeouts.connect);
  take_seconds(fields, "idle_timeout", endpoint.timeouts.idle);
  take_seconds(fields, "timeout", endpoint.timeouts.total);
  fields.finish();
  return endpoint;
}

std::optional<Price> parse_price(Fields& parent, Faults& faults) {
  const Value* table = parent.table("price");
  if (table == nullptr) return std::nullopt;
  Fields fields(*table, "price", faults);
  const auto input = fields.optional_number("input");
  const auto output = fields.optional_number("output");
  if (!input || !output || *input < 0 || *output < 0)
    fields.fault("", "expected input and output, USD per million tokens");
  fields.finish();
  return Price{input.value_or(0), output.value_or(0)};
}

SubjectSettings parse_subject(const Value& table, const std::string& name, Faults& faults) {
  Fields fields(table, "subject." + name, faults);
  SubjectSettings subject;
  subject.parameters = read_parameters(fields);
  subject.price = parse_price(fields, faults);
  if (name.find('/') == std::string::npos)
    fields.fault("", "expected a name like \"provider/model\"");
  fields.finish();
  return subject;
}

}  // namespace

Result<Settings> parse_settings(std::string_view text, const std::string& file) {
  Result<Value> document = parse_toml(text, file);
  if (!document) return std::move(document).error();
  Faults faults;
  Settings settings;
  Fields fields(*document, "", faults);
  if (const Value* endpoints = fields.table("endpoint")) {
    for (std::size_t i = 0; i < endpoints->keys.size(); ++i) {
      const std::string& name = endpoints->keys[i];
      settings.endpoints[name] = parse_endpoint(endpoints->items[i], name, faults);
    }
  }
  if (const Value* subjects = fields.table("subject")) {
    for (std::size_t i = 0; i < subjects->keys.size(); ++i) {
      const std::string& name = subjects->keys[i];
      settings.subjects[{name}] = parse_subject(subjects->items[i], name, faults);
    }
  }
  settings.rules = read_parameter_rules(fields, faults);
  fields.finish();
  if (!faults.empty()) return to_error(faults);
  return settings;
}

}  // namespace attune

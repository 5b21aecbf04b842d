#include "harness/calls/parameter_rules_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "harness/calls/wires.h"
#include "scenarios/base/words.h"
#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

const std::vector<std::string>& known_parameters() {
  static const std::vector<std::string> kKnown = {
      "temperature", "top_p", "min_p", "max_tokens", "seed", "reasoning_effort", "stop", "schema"};
  return kKnown;
}

// Reads one [[parameter_rule]].
class RuleReader {
 public:
  RuleReader(const Value& table, const std::string& path, Faults& faults)
      : fields_(table, path, faults), path_(path), faults_(faults) {}

  ParameterRule rule() {
    ParameterRule rule;
    rule.wire = wire();
    rule.provider = fields_.optional_text("provider").value_or("");
    rule.model = fields_.optional_text("model").value_or("*");
    rule.keep = parameters("keep");
    rule.drop = parameters("drop");
    rule.drop_when_thinking = parameters("drop_when_thinking");
    rule.rename = renames();
    if (const Value* fix = fields_.table("fix")) {
      Fields values(*fix, path_ + ".fix", faults_);
      rule.fix = read_parameters(values);
      values.finish();
    }
    rule.thinking = thinking();
    fields_.finish();
    return rule;
  }

 private:
  std::string wire() {
    std::string name = fields_.text("wire");
    const Result<const Wire*> found = find_wire(name);
    if (!name.empty() && !found) fields_.fault("wire", found.error().what);
    return name;
  }

  void check(std::string_view key, const std::string& parameter) {
    if (std::ranges::count(known_parameters(), parameter) > 0) return;
    fields_.fault(key, no_such("parameter", parameter, known_parameters()));
  }

  std::vector<std::string> parameters(std::string_view key) {
    std::vector<std::string> names = fields_.texts(key);
    for (const std::string& name : names) check(key, name);
    return names;
  }

  std::vector<std::pair<std::string, std::string>> renames() {
    std::vector<std::pair<std::string, std::string>> found;
    const Value* table = fields_.table("rename");
    if (table == nullptr) return found;
    Fields names(*table, path_ + ".rename", faults_);
    for (const std::string& parameter : table->keys) {
      check("rename", parameter);
      const std::string name = names.text(parameter);
      if (name.empty()) names.fault(parameter, "expected a name");
      found.emplace_back(parameter, name);
    }
    return found;
  }

  std::optional<Thinking> thinking() {
    const auto said = fields_.optional_text("thinking");
    const auto style = said ? parse_thinking(*said) : std::nullopt;
    if (said && !style) fields_.fault("thinking", "expected none, budget, adaptive or level");
    return style;
  }

  Fields fields_;
  const std::string& path_;
  Faults& faults_;
};

}  // namespace

std::vector<ParameterRule> read_parameter_rules(Fields& document, Faults& faults) {
  std::vector<ParameterRule> rules;
  const Value* list = document.list("parameter_rule");
  if (list == nullptr) return rules;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const std::string path = fmt::format("parameter_rule[{}]", i + 1);
    if (list->items[i].kind == Value::Kind::Table) {
      rules.push_back(RuleReader(list->items[i], path, faults).rule());
    } else {
      document.fault("parameter_rule", "expected [[parameter_rule]] tables");
    }
  }
  return rules;
}

std::vector<ParameterRule> shipped_parameter_rules() {
  const Result<Value> document = parse_toml(shipped_parameter_rules_text(), "parameter_rules.toml");
  Faults faults;
  if (!document) return {};  // a test holds the table to being readable
  Fields fields(*document, "", faults);
  return read_parameter_rules(fields, faults);
}

}  // namespace attune

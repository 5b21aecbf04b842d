#include "scenarios/load/choices_file.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scenarios/load/document.h"
#include "scenarios/load/norm_row.h"
#include "scenarios/model/choice_order.h"

namespace attune {
namespace {

constexpr double kToPoints = 100;
constexpr std::size_t kLetters = 26;

const Value* value_of(const Value& table, std::string_view key) {
  const auto at = std::ranges::find(table.keys, key);
  return at == table.keys.end() ? nullptr
                                : &table.items[static_cast<std::size_t>(at - table.keys.begin())];
}

// Which option a key names: by its text, its letter or its index from 0.
std::optional<std::size_t> named_option(const Value& key, const std::vector<Option>& options) {
  if (key.kind == Value::Kind::Integer) {
    const bool within = key.integer >= 0 && key.integer < static_cast<std::int64_t>(options.size());
    return within ? std::optional(static_cast<std::size_t>(key.integer)) : std::nullopt;
  }
  if (key.kind != Value::Kind::Text) return std::nullopt;
  const std::string_view text = trim(key.text);
  const auto same = std::ranges::find(options, text, &Option::text);
  if (same != options.end()) return static_cast<std::size_t>(same - options.begin());
  const int letter = text.size() == 1 ? std::toupper(static_cast<unsigned char>(text[0])) : 0;
  const auto index = static_cast<std::size_t>(letter - 'A');
  return letter >= 'A' && index < options.size() ? std::optional(index) : std::nullopt;
}

// Reads the items of one file.
class Items {
 public:
  explicit Items(Faults& faults) : faults_(faults) {}

  Scenario scenario(const Value& row) {
    Fields fields(row, "", faults_);
    Scenario scenario{.id = {id_of(row, fields)}, .kind = "choice", .language = "en"};
    if (!ids_.insert(scenario.id.text).second) fields.fault("id", "is there already");
    read_test(fields);
    const std::string stem(trim(fields.text("stem")));
    Choice choice{.name = "answer", .lead = stem + "\n\n"};
    for (const std::string& text : fields.texts("options"))
      choice.options.push_back({std::string(trim(text))});
    if (choice.options.size() < 2 || choice.options.size() > kLetters)
      fields.fault("options", "expected 2 to 26 texts");
    read_format(row, fields, choice);
    if (auto group = fields.optional_text("group")) scenario.tags = {{"group", *std::move(group)}};
    fields.finish();
    scenario.choices = ChoiceKey{.choices = {choice}, .closing = closing(choice.take)};
    scenario.cues = {{choice_cue(scenario, 1)}};
    return scenario;
  }

  [[nodiscard]] const std::string& test() const { return test_; }

 private:
  static std::string id_of(const Value& row, Fields& fields) {
    const Value* id = value_of(row, "id");
    if (id != nullptr && id->kind == Value::Kind::Integer)
      return std::to_string(fields.optional_integer("id").value_or(0));
    return fields.text("id");
  }

  void read_test(Fields& fields) {
    const std::string test = fields.text("test");
    if (test_.empty()) test_ = test;
    if (test != test_)
      fields.fault("test", fmt::format("expected '{}' as before: one file is one test", test_));
  }

  static void read_format(const Value& row, Fields& fields, Choice& choice) {
    static const std::vector<std::string> formats = {"mcq1", "mcq_k", "weighted_mcq"};
    const std::string format = fields.text("format");
    if (std::ranges::find(formats, format) == formats.end())
      return fields.fault("format", no_such("format", format, formats));
    const std::int64_t k = fields.optional_integer("k").value_or(0);
    if (format == "weighted_mcq") {
      read_weights(fields, choice);
    } else {
      read_key(row, fields, choice);
    }
    const auto right = std::ranges::count_if(
        choice.options, [](const Option& option) { return option.weight == 1; });
    choice.take = format == "mcq_k" ? static_cast<int>(right) : 1;
    if (format == "mcq1" && right > 1) fields.fault("key", "expected a single one");
    if (format == "mcq_k" && right == static_cast<std::ptrdiff_t>(choice.options.size()))
      fields.fault("key", "expected fewer than there are options");
    if (k != 0 && k != choice.take)
      fields.fault("k", fmt::format("expected {}, as the key has it", choice.take));
  }

  static void read_key(const Value& row, Fields& fields, Choice& choice) {
    const Value* key = value_of(row, "key");
    if (key == nullptr) return fields.fault("key", "is missing");
    const std::vector<Value> one = {*key};
    const bool listed = key->kind == Value::Kind::List;
    if (listed) fields.list("key");
    if (key->kind == Value::Kind::Integer) fields.optional_integer("key");
    if (key->kind == Value::Kind::Text) fields.optional_text("key");
    for (const Value& item : listed ? key->items : one) {
      const auto option = named_option(item, choice.options);
      if (!option) return fields.fault("key", "expected an option's text, letter or index from 0");
      choice.options[*option].weight = 1;
    }
    if (listed && key->items.empty()) fields.fault("key", "expected at least one");
  }

  static void read_weights(Fields& fields, Choice& choice) {
    const Value* list = fields.list("weights");
    if (list == nullptr || list->items.size() != choice.options.size())
      return fields.fault("weights", "expected a number for each option");
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      const Value& item = list->items[i];
      if (item.kind != Value::Kind::Integer && item.kind != Value::Kind::Real)
        return fields.fault("weights", "expected numbers");
      choice.options[i].weight = item.real;
    }
    const auto [low, high] = std::ranges::minmax(choice.options, {}, &Option::weight);
    const double least = low.weight;
    const double range = high.weight - least;
    if (range <= 0) return fields.fault("weights", "expected different ones");
    if (!std::isfinite(range)) return fields.fault("weights", "expected ones less far apart");
    for (Option& option : choice.options) option.weight = (option.weight - least) / range;
  }

  static std::string closing(int take) {
    if (take == 1) return "\n\nEnd your reply with the letter of your choice:\nAnswer: X";
    std::string letters = "X";
    for (int i = 1; i < take; ++i) letters += fmt::format(", {}", i == 1 ? 'Y' : 'Z');
    return fmt::format(
        "\n\nChoose exactly {} of them. End your reply with their letters:\nAnswer: {}", take,
        letters);
  }

  Faults& faults_;
  std::string test_;
  std::set<std::string> ids_;
};

std::string slug(std::string_view name) {
  std::string slug;
  for (const char letter : to_lower(name)) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (plain) {
      slug += letter;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.empty() ? "test" : slug;
}

Cited human_norm(const Norm& norm, const std::string& file) {
  const double mean = kToPoints * norm.mean;
  const double deviation = kToPoints * norm.deviation;
  return {.subject = "human norm",
          .value = mean,
          .source = file,
          .note = fmt::format("standard deviation {:.4g}; z = (points - {:.4g}) / {:.4g}",
                              deviation, mean, deviation)};
}

}  // namespace

Result<Pack> parse_choices_file(const PackFile& items) {
  Result<std::vector<Value>> rows = parse_jsonl(items.text, items.name);
  if (!rows) return std::move(rows).error();
  Faults faults;
  const std::optional<Norm> norm = take_norm(*rows, faults);
  if (norm && (norm->mean < 0 || norm->mean > 1 || norm->deviation > 1))
    faults.push_back(fmt::format("{}:1:1: norm: expected accuracy from 0 to 1", items.name));
  Items reader(faults);
  Pack pack;
  for (const Value& row : *rows) pack.scenarios.push_back(reader.scenario(row));
  if (!faults.empty()) return to_error(faults);
  if (pack.scenarios.empty()) return fix_input(fmt::format("{}:1:1: holds no items", items.name));
  pack.id.text = "mcq-" + slug(reader.test());
  pack.version = "1.0";
  pack.title = reader.test();
  pack.licence = "as its holder gave it to you; not to be passed on";
  pack.scorers = {"choice"};
  pack.references = "the key of the file";
  pack.limits = "see the test's own manual";
  pack.groups = {"group"};
  if (norm) pack.cited = {human_norm(*norm, items.name)};
  pack.digest = digest_of(pack);
  return pack;
}

}  // namespace attune

#include "scenarios/load/seceu_file.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scenarios/load/document.h"
#include "scenarios/load/norm_row.h"

namespace attune {
namespace {

constexpr std::size_t kEmotions = 4;
constexpr double kSum = 10;
constexpr double kRounding = 0.1;  // published means have two decimals at best

std::string prompt_of(const std::string& stem, const IntensityKey& key) {
  std::string form;
  for (const EmotionReference& emotion : key.emotions) form += "\n" + emotion.name + ": <number>";
  return fmt::format(
      "{}\n\nHow strong is each of these feelings at the end? Give each a number from 0 to 10 so "
      "that the four add up to 10. Reply with these four lines and nothing else:\n{}",
      stem, form);
}

std::vector<double> parse_profile(Fields& fields) {
  std::vector<double> profile;
  const Value* list = fields.list("profile");
  double sum = 0;
  for (const Value& item : list == nullptr ? std::vector<Value>() : list->items) {
    const bool number = item.kind == Value::Kind::Integer || item.kind == Value::Kind::Real;
    if (!number || item.real < 0 || item.real > kSum) break;
    profile.push_back(item.real);
    sum += item.real;
  }
  if (profile.size() != kEmotions || list->items.size() != kEmotions) {
    fields.fault("profile", "expected four numbers from 0 to 10");
  } else if (std::abs(sum - kSum) > kRounding) {
    fields.fault("profile", fmt::format("expected a sum of 10, not {:.4g}", sum));
  }
  profile.resize(kEmotions);
  return profile;
}

IntensityKey parse_key(Fields& fields) {
  IntensityKey key;
  std::set<std::string> distinct;
  for (const std::string& name : fields.texts("emotions")) {
    key.emotions.push_back({.name = std::string(trim(name))});
    distinct.insert(to_lower(trim(name)));
  }
  if (key.emotions.size() != kEmotions || distinct.size() != kEmotions || distinct.contains(""))
    fields.fault("emotions", "expected four different names");
  key.emotions.resize(kEmotions);
  const std::vector<double> profile = parse_profile(fields);
  for (std::size_t i = 0; i < kEmotions; ++i) key.emotions[i].share = profile[i];
  return key;
}

Scenario parse_item(const Value& row, const Norm& norm, Faults& faults) {
  Fields fields(row, "", faults);
  Scenario scenario{.id = {fields.text("id")}, .kind = "rating_profile", .language = "en"};
  const std::string stem(trim(fields.text("stem")));
  scenario.key = parse_key(fields);
  scenario.key->norm = norm;
  scenario.cues = {{prompt_of(stem, *scenario.key)}};
  if (auto group = fields.optional_text("group")) scenario.tags = {{"group", *std::move(group)}};
  fields.finish();
  return scenario;
}

std::vector<Cited> cited(const Norm& norm, const std::string& file) {
  std::vector<Cited> rows = {{.subject = "human norm",
                              .value = 100,
                              .source = file,
                              .note = fmt::format("standard deviation 15; mean distance {:.4g}, "
                                                  "standard deviation {:.4g}",
                                                  norm.mean, norm.deviation)}};
  if (norm == kSeceuNorm) {
    rows.push_back({.subject = "openai/gpt-4",
                    .value = 117,
                    .source = "SECEU, Wang et al. 2023",
                    .date = "2023",
                    .note = "holds for the authors' forty items and human profiles"});
  }
  return rows;
}

}  // namespace

Result<Pack> parse_seceu(const PackFile& items) {
  Result<std::vector<Value>> rows = parse_jsonl(items.text, items.name);
  if (!rows) return std::move(rows).error();
  Faults faults;
  const Norm norm = take_norm(*rows, faults).value_or(kSeceuNorm);
  Pack pack;
  std::set<std::string> ids;
  for (const Value& row : *rows) {
    pack.scenarios.push_back(parse_item(row, norm, faults));
    if (!ids.insert(pack.scenarios.back().id.text).second)
      faults.push_back(fmt::format("{}: id: is there already", to_text(row.place)));
  }
  if (!faults.empty()) return to_error(faults);
  if (pack.scenarios.empty()) return fix_input(fmt::format("{}:1:1: holds no items", items.name));
  pack.id.text = "seceu";
  pack.version = "1.0";
  pack.title = "SECEU";
  pack.licence = "as its holder gave it to you; not to be passed on";
  pack.scorers = {"seceu"};
  pack.references = "mean ratings of people, from the file";
  pack.limits = "a profile is what most people say, not what is right";
  pack.groups = {"group"};
  pack.cited = cited(norm, items.name);
  pack.digest = digest_of(pack);
  return pack;
}

}  // namespace attune

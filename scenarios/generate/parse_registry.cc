#include "scenarios/generate/parse_registry.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// Names of an enumeration's values, in its order.
template <std::size_t N>
using Names = std::array<std::string_view, N>;

constexpr Names<3> kBands = {"young", "adult", "older"};
constexpr Names<3> kAwareness = {"none", "partial", "full"};
constexpr Names<3> kSensitivities = {"low", "medium", "high"};
constexpr Names<kBlockKinds> kBlockFiles = {
    "relationships.toml", "trust_styles.toml", "defence_styles.toml", "stances.toml",
    "voices.toml",        "ages.toml",         "backgrounds.toml",    "sensitivities.toml",
    "preferences.toml",   "backfires.toml"};
constexpr std::string_view kIssueFile = "core_issues.toml";

template <std::size_t N>
std::optional<std::size_t> index_in(const Names<N>& names, std::string_view text) {
  const auto at = std::ranges::find(names, text);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::size_t>(at - names.begin());
}

template <std::size_t N>
std::vector<std::string> list_of(const Names<N>& names) {
  return {names.begin(), names.end()};
}

// The value of an enumeration by its name; its first where the name is unknown, which is noted.
template <class Enum, std::size_t N>
Enum named(Fields& fields, std::string_view key, const Names<N>& names) {
  const std::string text = fields.text(key);
  const auto index = index_in(names, text);
  if (!index && !text.empty()) fields.fault(key, no_such(key, text, list_of(names)));
  if (!index && text.empty() && fields.has(key)) fields.fault(key, "is empty");
  return static_cast<Enum>(index.value_or(0));
}

std::string id_of(Fields& fields, std::string_view key) {
  std::string id = fields.text(key);
  const bool plain =
      id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (fields.has(key) && (id.empty() || !plain))
    fields.fault(key, "expected lower-case letters, digits and '-'");
  return id;
}

std::string prose(Fields& fields, std::string_view key) {
  std::string text{trim(fields.text(key))};
  if (fields.has(key) && text.empty()) fields.fault(key, "is empty");
  return text;
}

std::vector<StateShift> parse_shifts(Fields& fields) {
  std::vector<StateShift> shifts;
  const Value* table = fields.table("state");
  if (table == nullptr) return shifts;
  for (std::size_t i = 0; i < table->keys.size(); ++i) {
    const Value& value = table->items[i];
    const bool whole = value.kind == Value::Kind::Integer;
    if (!whole || std::abs(value.real) > 10)
      fields.fault("state", fmt::format("{}: expected a whole number, -10 to 10", table->keys[i]));
    shifts.push_back({.dimension = table->keys[i], .by = value.real, .place = value.place});
  }
  return shifts;
}

std::vector<AgeBand> parse_bands(Fields& fields, BlockKind kind) {
  std::vector<AgeBand> bands;
  if (kind == BlockKind::Age) bands.push_back(named<AgeBand>(fields, "band", kBands));
  if (kind != BlockKind::Background) return bands;
  for (const std::string& text : fields.texts("bands")) {
    const auto index = index_in(kBands, text);
    if (!index) fields.fault("bands", no_such("band", text, list_of(kBands)));
    if (index) bands.push_back(static_cast<AgeBand>(*index));
  }
  if (bands.empty()) fields.fault("bands", "expected at least one of young, adult, older");
  return bands;
}

Block parse_block(const Value& table, BlockKind kind, Faults& faults) {
  Fields fields(table, "block", faults);
  Block block{.kind = kind,
              .id = id_of(fields, "id"),
              .text = prose(fields, "text"),
              .avoid = fields.texts("avoid"),
              .state = parse_shifts(fields),
              .bands = parse_bands(fields, kind),
              .place = table.place};
  if (kind == BlockKind::Relationship) {
    block.context = prose(fields, "context");
    block.weight = fields.optional_number("weight").value_or(0);
    if (block.weight <= 0) fields.fault("weight", "expected a number above 0");
  }
  fields.finish();
  return block;
}

void parse_openings(Fields& fields, CoreIssue& issue) {
  const std::vector<std::string> texts = fields.texts("openings");
  if (texts.size() != issue.openings.size())
    return fields.fault("openings", "expected exactly three");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    issue.openings[i] = std::string(trim(texts[i]));
    if (issue.openings[i].empty()) fields.fault("openings", "one is empty");
  }
}

void parse_clues(Fields& fields, CoreIssue& issue, Faults& faults) {
  const Value* list = fields.list("clues");
  if (list == nullptr || list->items.size() != issue.clues.size())
    return fields.fault("clues", "expected exactly three");
  for (const Value& item : list->items) {
    Fields clue(item, "clues", faults);
    const auto level = named<std::size_t>(clue, "sensitivity", kSensitivities);
    std::string text = prose(clue, "text");
    clue.finish();
    if (!issue.clues[level].empty())
      clue.fault("sensitivity", "expected one each of low, medium, high");
    issue.clues[level] = std::move(text);
  }
}

std::optional<AgeBand> parse_ages(Fields& fields) {
  const std::string text = fields.text("ages");
  const auto index = index_in(kBands, text);
  std::vector<std::string> known = list_of(kBands);
  known.emplace_back("any");
  if (fields.has("ages") && text != "any" && !index)
    fields.fault("ages", no_such("ages", text, known));
  return index ? std::optional(static_cast<AgeBand>(*index)) : std::nullopt;
}

CoreIssue parse_issue(const Value& table, Faults& faults) {
  Fields fields(table, "core_issue", faults);
  CoreIssue issue{.id = id_of(fields, "id"),
                  .category = id_of(fields, "category"),
                  .split = named<Split>(fields, "split", kSplitNames),
                  .awareness = named<Awareness>(fields, "awareness", kAwareness),
                  .text = prose(fields, "text"),
                  .ages = parse_ages(fields),
                  .avoid = fields.texts("avoid"),
                  .place = table.place};
  parse_openings(fields, issue);
  parse_clues(fields, issue, faults);
  fields.finish();
  return issue;
}

// Notes what stands twice and must not.
class Once {
 public:
  Once(std::string what, Faults& faults) : what_(std::move(what)), faults_(faults) {}

  void see(const std::string& text, const FilePlace& place) {
    const auto [at, fresh] = seen_.emplace(text, place);
    if (!fresh && !text.empty()) {
      faults_.push_back(fmt::format("{}: {} '{}' is in {} already", to_text(place), what_, text,
                                    to_text(at->second)));
    }
  }

 private:
  std::string what_;
  Faults& faults_;
  std::map<std::string, FilePlace> seen_;
};

// Texts too: a core issue that is told twice under two ids would leak from one split to another.
void check_doubles(const Registry& registry, Faults& faults) {
  Once names("the id", faults);
  Once texts("the text", faults);
  Once openings("the opening", faults);
  for (const CoreIssue& issue : registry.issues) {
    names.see(issue.name(), issue.place);
    texts.see(issue.text, issue.place);
    for (const std::string& opening : issue.openings) openings.see(opening, issue.place);
  }
  for (const Block& block : registry.blocks) {
    names.see(block.name(), block.place);
    texts.see(block.text, block.place);
  }
}

void check_avoid(const Registry& registry, Faults& faults) {
  std::vector<std::string> known;
  for (const CoreIssue& issue : registry.issues) known.push_back(issue.name());
  for (const Block& block : registry.blocks) known.push_back(block.name());
  const std::set<std::string> names(known.begin(), known.end());
  const auto check = [&](const auto& item) {
    for (const std::string& avoided : item.avoid) {
      if (avoided == item.name())
        faults.push_back(fmt::format("{}: {}: avoids itself", to_text(item.place), avoided));
      if (names.contains(avoided)) continue;
      const std::string near = nearest(avoided, known);
      faults.push_back(fmt::format(
          "{}: {}.avoid: nothing is called '{}'{}", to_text(item.place), item.name(), avoided,
          near.empty() ? "; expected \"kind:id\"" : fmt::format("; did you mean '{}'?", near)));
    }
  };
  for (const CoreIssue& issue : registry.issues) check(issue);
  for (const Block& block : registry.blocks) check(block);
}

// The tables of a file's only field.
std::vector<Value> tables_of(const PackFile& file, std::string_view key, Faults& faults) {
  Result<Value> document = parse_toml(file.text, file.name);
  if (!document) {
    faults.push_back(document.error().what);
    return {};
  }
  Fields fields(*document, "", faults);
  const Value* list = fields.list(key);
  if (list == nullptr || list->items.empty())
    fields.fault(key, fmt::format("expected [[{}]] tables", key));
  fields.finish();
  return list == nullptr ? std::vector<Value>() : list->items;
}

const PackFile* find_file(std::span<const PackFile> files, std::string_view name) {
  const auto found = std::ranges::find_if(files, [&](const PackFile& file) {
    return std::string_view(file.name).substr(file.name.find_last_of('/') + 1) == name;
  });
  return found == files.end() ? nullptr : &*found;
}

void parse_file(const PackFile& file, std::optional<BlockKind> kind, Registry& registry,
                Faults& faults) {
  for (const Value& table : tables_of(file, kind ? "block" : "core_issue", faults)) {
    if (kind) registry.blocks.push_back(parse_block(table, *kind, faults));
    if (!kind) registry.issues.push_back(parse_issue(table, faults));
  }
}

}  // namespace

std::vector<std::string> registry_files() {
  std::vector<std::string> names = list_of(kBlockFiles);
  names.insert(names.begin(), std::string(kIssueFile));
  return names;
}

Result<Registry> parse_registry(std::span<const PackFile> files, Faults* all) {
  Faults faults;
  Registry registry;
  Digester digester;
  for (const std::string& name : registry_files()) {
    const PackFile* file = find_file(files, name);
    if (file == nullptr) {
      faults.push_back(fmt::format("{}: is missing from the registry", name));
      continue;
    }
    const auto kind = index_in(kBlockFiles, name);
    parse_file(*file, kind ? std::optional(static_cast<BlockKind>(*kind)) : std::nullopt, registry,
               faults);
    digester.add(name).add(file->text);
  }
  check_doubles(registry, faults);
  check_avoid(registry, faults);
  if (all != nullptr) all->insert(all->end(), faults.begin(), faults.end());
  if (!faults.empty()) return to_error(faults);
  registry.digest = digester.text();
  return registry;
}

}  // namespace attune

#include "scenarios/generate/persona_pack.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// Where a value stands in a TOML text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Walks over TOML statement by statement, as far as that is needed to know where values end. The
// text must be TOML.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  std::optional<Span> find(const NewValue& wanted) {
    std::string table;
    while (at_ < text_.size()) {
      const char next = text_[at_];
      if (next == '#') {
        skip_line();
      } else if (next == '[') {
        table = header();
      } else if (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
        ++at_;
      } else {
        const std::string key = to_equals();
        const Span value = skip_value();
        if (table == wanted.table && key == wanted.key) return value;
      }
    }
    return std::nullopt;
  }

 private:
  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  std::string header() {
    const std::size_t begin = at_;
    skip_line();
    const std::string_view line = text_.substr(begin, at_ - begin);
    return std::string(trim(line.substr(0, line.find(']')).substr(1)));
  }

  std::string to_equals() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find('=', at_), text_.size() - 1) + 1;
    return std::string(trim(text_.substr(begin, at_ - 1 - begin)));
  }

  Span skip_value() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    const std::size_t begin = at_;
    int depth = 0;  // of lists and tables, whose values may stand on several lines
    while (at_ < text_.size() && !ends_value(depth)) depth += skip_piece();
    return {begin, begin + trim(text_.substr(begin, at_ - begin)).size()};
  }

  [[nodiscard]] bool ends_value(int depth) const {
    return depth == 0 && (text_[at_] == '\n' || text_[at_] == '#');
  }

  // Passes a text, a comment or one letter of a value; by how much that went deeper.
  int skip_piece() {
    const char next = text_[at_];
    if (next == '"' || next == '\'') {
      skip_string(next);
      return 0;
    }
    if (next == '#') {
      skip_line();
      return 0;
    }
    ++at_;
    if (next == '[' || next == '{') return 1;
    return next == ']' || next == '}' ? -1 : 0;
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool is_long = text_.substr(at_).starts_with(three);
    const std::string end = is_long ? three : std::string(1, quote);
    at_ += end.size();
    while (at_ < text_.size() && !text_.substr(at_).starts_with(end))
      at_ += quote == '"' && text_[at_] == '\\' ? 2 : 1;
    at_ += end.size();
    // A long string may end in up to two quotes of its own.
    while (is_long && at_ < text_.size() && text_[at_] == quote) ++at_;
    at_ = std::min(at_, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string toml_string(std::string_view text) {
  std::string toml = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') toml += '\\';
    if (letter == '\n') {
      toml += "\\n";
    } else {
      toml += letter;
    }
  }
  return toml + '"';
}

std::string references_of(const Registry& registry, const Draw& draw) {
  return fmt::format(
      "There are no reference answers. Generator {} put each person together with seed {} from the "
      "building blocks of registry {}: a core issue of the split '{}' with one of its openings, a "
      "relationship, styles of trust and defence, a stance, a voice, an age, a background, "
      "sensitivities, preferences and what backfires. The blocks were written by a language model; "
      "nobody has read the persons they make. The states are reported by the model that plays the "
      "person: they are its portrayal of somebody, not a measurement of anybody.",
      kGeneratorVersion, draw.seed, short_digest(registry.digest), to_text(draw.split));
}

constexpr std::string_view kLimits =
    "English and text only. Invented people made of parts: rules keep apart what does not go "
    "together, but a person from parts is less of a piece than one that was written, and people "
    "with the same core issue share its openings, clues and most of their notes, so that they are "
    "no independent "
    "samples. The other side is a model too: it may open up more readily, more articulately or "
    "more "
    "evenly than a person would, and scores from different simulating models cannot be compared. A "
    "conversation ends after a few turns, so nothing is known of what comes later. The pack says "
    "nothing about how a model behaves with people in acute danger, and is no clinical instrument.";

}  // namespace

std::string with_value(std::string_view toml, const NewValue& wanted) {
  std::string text(toml);
  const std::optional<Span> span = Walk(toml).find(wanted);
  if (span) return text.replace(span->begin, span->end - span->begin, wanted.value);
  return wanted.table.empty() ? fmt::format("{} = {}\n{}", wanted.key, wanted.value, text) : text;
}

Result<std::vector<StateDimension>> persona_dimensions(const PackFile& manifest) {
  Result<Value> document = parse_toml(manifest.text, manifest.name);
  if (!document) return std::move(document).error();
  Faults faults;
  std::vector<StateDimension> dimensions;
  Fields top(*document, "", faults);
  const Value* users = top.table("user");
  const Value* user = users == nullptr ? nullptr : Fields(*users, "user", faults).table("persona");
  const Value* list =
      user == nullptr ? nullptr : Fields(*user, "user.persona", faults).list("state");
  if (list == nullptr || list->items.empty())
    return fix_input(fmt::format("{}: has no [[user.persona.state]]", manifest.name));
  for (const Value& item : list->items) {
    Fields fields(item, "user.persona.state", faults);
    dimensions.push_back(
        {.name = fields.text("name"), .start = fields.optional_number("start").value_or(5)});
  }
  if (!faults.empty()) return to_error(faults);
  return dimensions;
}

std::string generated_pack_id(const Draw& draw) {
  return fmt::format("personas-{}-{}-{}", to_text(draw.split), draw.seed, draw.count);
}

Result<std::string> generated_manifest(const PackFile& manifest, const Registry& registry,
                                       const Draw& draw) {
  Result<Value> document = parse_toml(manifest.text, manifest.name);
  if (!document) return std::move(document).error();
  Faults faults;
  const std::string version =
      fmt::format("{}+generator.{}.registry.{}", Fields(*document, "", faults).text("version"),
                  kGeneratorVersion, short_digest(registry.digest));
  if (!faults.empty()) return to_error(faults);
  const std::vector<NewValue> values = {
      {"", "groups", R"(["category"])"},
      {"", "scenarios", fmt::format("[{}]", toml_string(kPersonasFile))},
      {"", "title",
       toml_string(fmt::format("Generated personas: {} core issues, seed {}, {} people",
                               to_text(draw.split), draw.seed, draw.count))},
      {"", "version", toml_string(version)},
      {"", "id", toml_string(generated_pack_id(draw))},
      {"provenance", "references", toml_string(references_of(registry, draw))},
      {"provenance", "limits", toml_string(kLimits)},
  };
  std::string text = manifest.text;
  for (const NewValue& value : values) text = with_value(text, value);
  const Result<Pack> made = parse_pack({manifest.name, text}, {});
  if (!made) return Error(made.error()).within("rewritten");
  if (made->id.text != generated_pack_id(draw) || made->version != version ||
      made->limits != kLimits)
    return fix_input(
        fmt::format("{}: its id, version and provenance cannot be told apart from "
                    "the rest; expected plain 'key = value' lines",
                    manifest.name));
  return text;
}

}  // namespace attune

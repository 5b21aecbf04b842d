#include "harness/calls/body.h"

#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

using nlohmann::json;

// The four hex digits of "\uXXXX" at a place, or -1.
int escaped_unit(std::string_view text, std::size_t at) {
  if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (const char c : text.substr(at + 2, 4)) {
    const auto value = std::string_view("0123456789abcdefABCDEF").find(c);
    if (value == std::string_view::npos) return -1;
    unit = unit * 16 + static_cast<int>(value < 16 ? value : value - 6);
  }
  return unit;
}

// Servers that cut an emoji between two chunks send each half as a lone escaped surrogate, which
// is no JSON text; each half becomes U+FFFD.
std::string without_lone_surrogates(std::string text) {
  for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at)) {
    const int unit = escaped_unit(text, at);
    const int next = escaped_unit(text, at + 6);
    const bool pair = unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000;
    if (unit >= 0xD800 && unit < 0xE000 && !pair) text.replace(at + 2, 4, "fffd");
    at += pair ? 12 : (unit >= 0 ? 6 : 2);
  }
  return text;
}

// A text or a whole number, as text.
std::string word_at(const json& object, std::string_view name) {
  const json* value = member(object, name);
  if (value != nullptr && value->is_number_integer()) return value->dump();
  return std::string(text_at(object, name));
}

// FastAPI's list of what is wrong with a request: {"loc": ["body", "min_p"], "msg": "…"}.
void add_validation(const json& detail, Complaint& complaint) {
  if (detail.is_string()) complaint.message = detail.get_ref<const std::string&>();
  const json* fault = first_of(&detail);
  if (fault == nullptr) return;
  complaint.message = text_at(*fault, "msg");
  const json* place = member(*fault, "loc");
  if (place == nullptr || !place->is_array() || place->empty()) return;
  if (place->back().is_string()) complaint.param = place->back().get_ref<const std::string&>();
}

// Google's list: when to come back, and which of its limits was hit.
void add_details(const json& error, Complaint& complaint) {
  const json* details = member(error, "details");
  if (details == nullptr || !details->is_array()) return;
  for (const json& detail : *details) {
    const auto delay = text_at(detail, "retryDelay");
    if (!delay.empty()) complaint.retry_delay = delay;
    const json* violations = member(detail, "violations");
    if (violations == nullptr || !violations->is_array()) continue;
    for (const json& violation : *violations) {
      complaint.detail.append(text_at(violation, "quotaId")).append(" ");
    }
  }
}

// OpenRouter's: which of its limits was hit, what moderation found, what the host behind it said.
void add_metadata(const json& error, Complaint& complaint) {
  const json* metadata = member(error, "metadata");
  if (metadata == nullptr) return;
  complaint.detail += text_at(*metadata, "limit_source");
  const bool moderated =
      member(*metadata, "reasons") != nullptr || member(*metadata, "flagged_input") != nullptr;
  if (moderated) complaint.detail += " moderation";
  const auto raw = text_at(*metadata, "raw");
  if (!raw.empty()) complaint.message.append(": ").append(raw);
}

Complaint complaint_about(const json& error) {
  Complaint complaint;
  complaint.code = word_at(error, "code");
  complaint.type = word_at(error, "type");
  if (complaint.type.empty()) complaint.type = text_at(error, "status");
  complaint.param = text_at(error, "param");
  complaint.message = text_at(error, "message");
  if (const json* message = member(error, "message"); message != nullptr) {
    if (const json* detail = member(*message, "detail")) add_validation(*detail, complaint);
  }
  if (const json* detail = member(error, "detail")) add_validation(*detail, complaint);
  add_details(error, complaint);
  add_metadata(error, complaint);
  return complaint;
}

}  // namespace

json parsed_json(std::string_view bytes) {
  // The parser checks UTF-8 itself, so that scrubbing is paid for only where it is needed.
  json document = json::parse(bytes, nullptr, false);
  if (!document.is_discarded()) return document;
  return json::parse(without_lone_surrogates(valid_utf8(bytes)), nullptr, false);
}

const json* member(const json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

const json* first_of(const json* array) {
  return array != nullptr && array->is_array() && !array->empty() ? &array->front() : nullptr;
}

std::string_view text_at(const json& object, std::string_view name) {
  const json* value = member(object, name);
  return value != nullptr && value->is_string()
             ? std::string_view(value->get_ref<const std::string&>())
             : std::string_view();
}

std::optional<std::int64_t> count_at(const json& object, std::string_view name) {
  const json* value = member(object, name);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (value->is_number_unsigned() && value->get<std::uint64_t>() > kMost) return std::nullopt;
  const auto count = value->get<std::int64_t>();
  return count >= 0 ? std::optional(count) : std::nullopt;
}

std::optional<Complaint> complaint_in(const json& object) {
  const json* error = member(object, "error");
  if (error == nullptr || error->is_null()) return std::nullopt;
  if (error->is_object()) return complaint_about(*error);
  if (!error->is_string() || error->get_ref<const std::string&>().empty()) return std::nullopt;
  Complaint complaint;
  complaint.message = error->get_ref<const std::string&>();
  return complaint;
}

std::optional<Complaint> complaint_of_body(const json& body) {
  const json* inner = first_of(&body);
  const json& said = inner != nullptr ? *inner : body;
  if (auto complaint = complaint_in(said)) return complaint;
  if (member(said, "choices") != nullptr) return std::nullopt;
  const bool complains = text_at(said, "object") == "error" || !text_at(said, "message").empty() ||
                         member(said, "detail") != nullptr;
  return complains ? std::optional(complaint_about(said)) : std::nullopt;
}

}  // namespace attune

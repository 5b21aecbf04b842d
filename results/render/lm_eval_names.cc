#include "results/render/lm_eval_names.h"

#include <algorithm>

#include "results/render/lm_eval.h"
#include "scenarios/base/digest.h"

namespace attune {
namespace {

constexpr std::size_t kHexDigits = 64;

}  // namespace

std::string lm_eval_metric(std::string name) {
  std::ranges::replace(name, ',', ';');
  return name;
}

std::string lm_eval_filter(const RunSlice& slice, std::size_t marking) {
  if (marking == 0) return "none";
  return lm_eval_metric(marking_name(slice, slice.markings[marking]));
}

std::string lm_eval_hash(std::string_view text) {
  return short_digest(digest_of(text), kHexDigits);
}

std::string lm_eval_folder(const SubjectId& subject) {
  std::string folder;
  bool inside = false;  // of a run of letters that have no place in the name of a file
  for (const char c : subject.text) {
    const bool bad = std::string_view("\"<>:/|\\?*[]").find(c) != std::string_view::npos;
    if (bad && !inside) folder += "__";
    if (!bad) folder += c;
    inside = bad;
  }
  return folder;
}

std::string lm_eval_time(UtcTime time) {
  std::string text = to_iso(time);
  text.resize(text.find('+'));
  std::ranges::replace(text, ':', '-');
  return text;
}

std::string lm_eval_task(const RunSlice& slice) {
  return file_part(slice.record.id.text);
}

}  // namespace attune

#pragma once

#include <string>
#include <string_view>

#include "results/facts/records.h"
#include "results/ratings/judged_pairs.h"
#include "scenarios/base/ids.h"

namespace attune {

// How names and figures stand in a page.

// Foreign text that cannot turn what stands around it: "<bdi>…</bdi>".
std::string name_html(std::string_view text);

// A subject with its release and, where it is attune's own stub, a mark that says so.
std::string subject_html(const SubjectId& subject, std::string_view release, bool stub);

// "lab/a", "lab/a (v2)": foreign text, on one line.
std::string subject_words(const SubjectId& subject, std::string_view release);

// "840 ms", "1.2 s", "-" where unknown.
std::string latency_words(const std::optional<Millis>& latency);

// "8,000".
std::string count_words(std::size_t count);
// "1 sample", "8,000 samples".
std::string count_words(std::size_t count, std::string_view noun);

// "< 0.001", "0.012".
std::string p_words(double p);

// "2026-11-23 13:05 UTC".
std::string time_words(UtcTime time);

// A line that says which command shows the same: "<p class="command">…".
std::string command_html(std::string_view command);

}  // namespace attune

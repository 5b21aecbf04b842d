#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace attune {

// A model under test or a judge, as `provider/model`; the first slash splits.
struct SubjectId {
  std::string text;

  [[nodiscard]] std::string_view provider() const {
    return std::string_view(text).substr(0, text.find('/'));
  }

  [[nodiscard]] std::string_view model() const {
    const auto slash = text.find('/');
    return slash == std::string::npos ? std::string_view()
                                      : std::string_view(text).substr(slash + 1);
  }

  // attune's own test endpoint, not a model.
  [[nodiscard]] bool is_stub() const { return provider() == "stub"; }

  auto operator<=>(const SubjectId&) const = default;
};

struct PackId {
  std::string text;
  auto operator<=>(const PackId&) const = default;
};

struct ScenarioId {
  std::string text;
  auto operator<=>(const ScenarioId&) const = default;
};

// Names one run. Made from everything that decides its results, so that equal settings find the
// same run again.
struct RunId {
  std::string text;
  auto operator<=>(const RunId&) const = default;
};

// The unit that is played, stored and resumed. `repeat` counts from 1.
struct SampleKey {
  PackId pack;
  ScenarioId scenario;
  SubjectId subject;
  int repeat = 1;

  auto operator<=>(const SampleKey&) const = default;
};

}  // namespace attune

#include "results/render/junit.h"

#include <algorithm>

#include <fmt/format.h>

#include "results/render/xml_text.h"

namespace attune {
namespace {

constexpr double kMillisPerSecond = 1000;

std::string seconds(Millis time) {
  return fmt::format("{:.3f}", static_cast<double>(time.count()) / kMillisPerSecond);
}

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, xml_attribute(value));
}

Millis time_of(std::span<const JunitCase> cases) {
  Millis time{0};
  for (const JunitCase& one : cases) time += one.time;
  return time;
}

std::size_t count(std::span<const JunitCase> cases, JunitState state) {
  return static_cast<std::size_t>(std::ranges::count(cases, state, state_of));
}

// What a build server shows beside a case that is not simply fine.
std::string message_of(const JunitCase& one) {
  std::string message;
  switch (state_of(one)) {
    case JunitState::Failed:
      for (const Crossing& crossing : one.crossings)
        message += (message.empty() ? "" : "; ") + to_text(crossing);
      return fmt::format("{} (mean of {} of {} repeats)", message, one.scored, one.planned);
    case JunitState::Error:
      return fmt::format("{} of {} repeats failed: {}", one.failed, one.planned, one.error);
    case JunitState::Skipped:
      return one.unscored;
    case JunitState::Passed:
      return message;
  }
  return message;
}

std::string figures_text(const JunitCase& one) {
  std::string text = fmt::format("{} of {} repeats scored\n", one.scored, one.planned);
  for (const auto& [name, value] : one.figures) text += fmt::format("{}: {:.4g}\n", name, value);
  if (one.failed > 0) text += fmt::format("failed: {}: {}\n", one.failed, one.error);
  if (!one.unscored.empty()) text += "without a score: " + one.unscored + "\n";
  return text;
}

std::string_view element_of(JunitState state) {
  switch (state) {
    case JunitState::Failed:
      return "failure";
    case JunitState::Error:
      return "error";
    case JunitState::Skipped:
      return "skipped";
    case JunitState::Passed:
      return {};
  }
  return {};
}

std::string_view type_of(JunitState state) {
  switch (state) {
    case JunitState::Failed:
      return "gate";
    case JunitState::Error:
      return "call";
    case JunitState::Skipped:
      return "unscored";
    case JunitState::Passed:
      return {};
  }
  return {};
}

std::string case_xml(const JunitSuite& suite, const JunitCase& one) {
  std::string xml = "    <testcase" + attribute("name", one.scenario.text) +
                    attribute("classname", suite.classname) + attribute("time", seconds(one.time)) +
                    ">\n";
  const std::string_view element = element_of(state_of(one));
  if (!element.empty()) {
    xml += fmt::format("      <{}{}{}/>\n", element, attribute("message", message_of(one)),
                       attribute("type", type_of(state_of(one))));
  }
  return xml + "      <system-out>" + xml_text(figures_text(one)) + "</system-out>\n" +
         "    </testcase>\n";
}

std::string timestamp(UtcTime time) {
  std::string text = to_text(time);
  text.pop_back();  // the Z: the schemas know no zones
  return text;
}

std::string suite_xml(const JunitSuite& suite) {
  std::string xml = "  <testsuite" + attribute("name", suite.name) +
                    attribute("tests", std::to_string(suite.cases.size())) +
                    attribute("failures", std::to_string(count(suite.cases, JunitState::Failed))) +
                    attribute("errors", std::to_string(count(suite.cases, JunitState::Error))) +
                    attribute("skipped", std::to_string(count(suite.cases, JunitState::Skipped))) +
                    attribute("time", seconds(time_of(suite.cases))) +
                    attribute("timestamp", timestamp(suite.started)) + ">\n    <properties>\n";
  for (const auto& [name, value] : suite.properties)
    xml += "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
  xml += "    </properties>\n";
  for (const JunitCase& one : suite.cases) xml += case_xml(suite, one);
  return xml + "  </testsuite>\n";
}

}  // namespace

JunitState state_of(const JunitCase& one) {
  if (!one.crossings.empty()) return JunitState::Failed;
  if (one.failed > 0) return JunitState::Error;
  return one.scored == 0 ? JunitState::Skipped : JunitState::Passed;
}

std::size_t count_of(std::span<const JunitSuite> suites, JunitState state) {
  std::size_t sum = 0;
  for (const JunitSuite& suite : suites) sum += count(suite.cases, state);
  return sum;
}

std::string to_junit(std::span<const JunitSuite> suites) {
  Millis time{0};
  std::size_t tests = 0;
  for (const JunitSuite& suite : suites) {
    time += time_of(suite.cases);
    tests += suite.cases.size();
  }
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                    attribute("name", "attune") + attribute("tests", std::to_string(tests)) +
                    attribute("failures", std::to_string(count_of(suites, JunitState::Failed))) +
                    attribute("errors", std::to_string(count_of(suites, JunitState::Error))) +
                    attribute("time", seconds(time)) + ">\n";
  for (const JunitSuite& suite : suites) xml += suite_xml(suite);
  return xml + "</testsuites>\n";
}

}  // namespace attune

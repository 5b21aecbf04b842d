// Settings are written by hand: whatever they hold, reading them gives settings within their
// bounds, from which every wire makes a request, or says in readable words what is wrong.
#include <cmath>

#include <nlohmann/json.hpp>

#include "harness/calls/parameter_rules_file.h"
#include "harness/calls/wires.h"
#include "harness/plan/dotenv.h"
#include "harness/plan/settings.h"
#include "scenarios/load/document.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::Endpoint;
using attune::ParameterRule;
using attune::fuzz::check_error;
using attune::fuzz::Input;
using attune::fuzz::part_at;
using attune::fuzz::require;

bool is_timeout(attune::Millis timeout) {
  constexpr attune::Millis kDay{86'400'000};
  return timeout > attune::Millis(0) && timeout <= kDay;  // 0 would mean for ever
}

void check(const Endpoint& endpoint) {
  require(endpoint.lanes >= 1 && endpoint.lanes <= attune::kMostLanes);
  require(is_timeout(endpoint.timeouts.connect) && is_timeout(endpoint.timeouts.idle));
  require(is_timeout(endpoint.timeouts.total));
  require(!endpoint.base_url.ends_with('/'));
  require(endpoint.base_url.empty() || endpoint.base_url.starts_with("http"));
  require(endpoint.needs_key == !endpoint.key_names.empty());
}

void check(const attune::Parameters& parameters) {
  for (const auto& number : {parameters.temperature, parameters.top_p, parameters.min_p})
    require(std::isfinite(number.value_or(0)));
  require(parameters.max_tokens.value_or(1) >= 1);
}

attune::ChatCall a_call(const attune::SubjectId& subject, attune::Parameters parameters) {
  parameters.temperature = parameters.temperature.value_or(0.5);
  parameters.max_tokens = parameters.max_tokens.value_or(2000);
  parameters.schema = R"({"type": "object"})";
  return {.subject = subject,
          .messages = {attune::text_message(attune::Role::User, "Hello?")},
          .parameters = parameters,
          .trace = "t"};
}

// Under any rules a request is one JSON object that says at least what was asked.
void check_requests(const std::vector<ParameterRule>& rules, const attune::ChatCall& call) {
  for (const attune::Wire& wire : attune::wires()) {
    attune::Access access{.base_url = "http://lab"};
    access.rules = attune::rules_for(
        rules,
        {.wire = wire.name, .provider = call.subject.provider(), .model = call.subject.model()});
    const attune::HttpRequest request = wire.encode(call, access);
    require(request.url.starts_with("http://lab"));
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    require(body.is_object() && request.body.find("Hello?") != std::string::npos);
  }
}

void check(const ParameterRule& rule) {
  require(attune::find_wire(rule.wire).has_value());
  for (const auto& [parameter, name] : rule.rename) require(!parameter.empty() && !name.empty());
  check(rule.fix);
}

void check_settings(const std::string& text) {
  const auto settings = attune::parse_settings(text, "attune.toml");
  if (!settings) return check_error(settings.error());
  for (const auto& [name, endpoint] : settings->endpoints) {
    require(endpoint.name == name);
    check(endpoint);
  }
  for (const ParameterRule& rule : settings->rules) check(rule);
  for (const auto& [subject, asked] : settings->subjects) {
    require(subject.text.find('/') != std::string::npos);
    check(asked.parameters);
    const attune::Price price = asked.price.value_or(attune::Price());
    require(std::isfinite(price.input) && price.input >= 0);
    require(std::isfinite(price.output) && price.output >= 0);
    check_requests(settings->rules, a_call(subject, asked.parameters));
  }
}

// Rules stand beside those that ship and meet a model of which the table knows something.
void check_rules(const std::string& text) {
  const auto document = attune::parse_toml(text, "rules.toml");
  if (!document) return check_error(document.error());
  attune::Faults faults;
  attune::Fields fields(*document, "", faults);
  std::vector<ParameterRule> rules = attune::read_parameter_rules(fields, faults);
  if (!faults.empty()) return check_error(attune::to_error(faults));
  for (const ParameterRule& rule : rules) check(rule);
  static const std::vector<ParameterRule> kShipped = attune::shipped_parameter_rules();
  rules.insert(rules.end(), kShipped.begin(), kShipped.end());
  for (const char* subject : {"openai/o3-mini", "anthropic/claude-opus-4", "lab/tiny"})
    check_requests(rules, a_call({subject}, {.reasoning_effort = "low", .stop = {"END"}}));
}

// By the definition, letter by letter.
bool fits(std::string_view text, std::string_view glob) {
  if (glob.empty()) return text.empty();
  if (glob.front() == '*')
    return fits(text, glob.substr(1)) || (!text.empty() && fits(text.substr(1), glob));
  const bool same = !text.empty() && (glob.front() == '?' || glob.front() == text.front());
  return same && fits(text.substr(1), glob.substr(1));
}

void check_glob(const std::string& text) {
  constexpr std::size_t kShort = 12;  // the definition takes its time
  const auto parts = attune::fuzz::parts_of(text);
  const std::string glob = part_at(parts, 1);
  const bool matches = attune::matches_glob(parts.front(), glob);
  if (parts.front().size() > kShort || glob.size() > kShort) return;
  require(matches == fits(parts.front(), glob));
}

// Names are usable as variables, and no complaint quotes what may be a key.
void check_dotenv(const std::string& text) {
  const auto variables = attune::parse_dotenv(text, ".env");
  if (!variables) return check_error(variables.error());
  for (const auto& [name, value] : *variables)
    require(!name.empty() && name.find('=') == std::string::npos);
}

}  // namespace

// The first byte chooses what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  switch (input.form % 4) {
    case 1:
      check_dotenv(input.text);
      break;
    case 2:
      check_rules(input.text);
      break;
    case 3:
      check_glob(input.text);
      break;
    default:
      check_settings(input.text);
      break;
  }
  return 0;
}

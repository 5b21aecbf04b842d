#include "scenarios/load/emobench_pack.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/slots.h"
#include "scenarios/base/words.h"
#include "scenarios/load/document.h"
#include "scenarios/model/choice_order.h"

namespace attune {
namespace {

constexpr double kTemperature = 0.6;  // the reference's

// What is asked, in one language.
struct Wording {
  std::string_view language;
  std::string_view situation;
  std::string_view action;
  std::string_view response;
  std::string_view emotion;
  std::string_view cause;
  std::string_view closing;  // before the form of the answer
};

constexpr std::array kWordings = {
    Wording{.language = "en",
            .situation =
                "Read the scenario and put yourself in the place of {subject}. Then choose "
                "the option that answers each question best.\n\nScenario: {scenario}\n\n",
            .action = "Question: Which of these would be the most effective action for {subject} "
                      "in this situation?\n\n",
            .response = "Question: Which of these would be the most effective response for "
                        "{subject} in this situation?\n\n",
            .emotion = "Question 1: What emotion(s) would {subject} ultimately feel in this "
                       "situation?\n\n",
            .cause = "\n\nQuestion 2: Why would {subject} feel that way?\n\n",
            .closing = "\n\nReply with a JSON object in a fenced code block and nothing else, with "
                       "the letter of your choice:\n"},
    Wording{.language = "zh",
            .situation =
                "请阅读下面的情境，站在{subject}的角度思考，然后为每个问题选出最合适的选项。"
                "\n\n情境：{scenario}\n\n",
            .action = "问题：在这种情况下，{subject}最有效的做法是哪一项？\n\n",
            .response = "问题：在这种情况下，{subject}最有效的回应是哪一项？\n\n",
            .emotion = "问题1：在这种情况下，{subject}最终会感到什么情绪？\n\n",
            .cause = "\n\n问题2：{subject}为什么会有这样的感受？\n\n",
            .closing = "\n\n请只回答一个放在代码块中的 JSON 对象，写出所选选项的字母：\n"}};

constexpr std::string_view kOneAnswer = "```json\n{\"answer\": \"X\"}\n```";
constexpr std::string_view kTwoAnswers =
    "```json\n{\"answer_q1\": \"X\", \"answer_q2\": \"Y\"}\n```";

// Reads the rows of one file.
class Rows {
 public:
  Rows(bool understanding, Faults& faults) : understanding_(understanding), faults_(faults) {}

  Scenario scenario(const Value& row) {
    Fields fields(row, "", faults_);
    Scenario scenario{.kind = understanding_ ? "understanding" : "application"};
    scenario.language = fields.text("language");
    scenario.id.text = fmt::format("{}-{}", scenario.language, fields.text("qid"));
    if (!ids_.insert(scenario.id.text).second) fields.fault("qid", "is there already");
    slots_ = {{"scenario", std::string(trim(fields.text("scenario")))},
              {"subject", std::string(trim(fields.text("subject")))}};
    const auto* words = std::ranges::find(kWordings, scenario.language, &Wording::language);
    if (words == kWordings.end()) {
      fields.fault("language", R"(expected "en" or "zh")");
      words = kWordings.begin();
    }
    scenario.choices = understanding_ ? understanding(fields, *words, scenario)
                                      : application(fields, *words, scenario);
    scenario.tags.emplace_back("language", scenario.language);
    std::ranges::sort(scenario.tags);
    fields.finish();
    scenario.cues = {{choice_cue(scenario, 1)}};
    scenario.generation.parameters.temperature = kTemperature;
    return scenario;
  }

 private:
  ChoiceKey application(Fields& fields, const Wording& words, Scenario& scenario) {
    const std::string type = fields.text("question type");
    if (type != "Action" && type != "Response")
      fields.fault("question type", R"(expected "Action" or "Response")");
    scenario.tags.emplace_back("category", fields.text("category"));
    scenario.tags.emplace_back("question_type", type);
    Choice choice = parse_choice(fields, "choices", "label");
    choice.name = "answer";
    choice.lead =
        filled(words.situation) + filled(type == "Action" ? words.action : words.response);
    return {.choices = {std::move(choice)},
            .closing = fmt::format("{}{}", words.closing, kOneAnswer)};
  }

  ChoiceKey understanding(Fields& fields, const Wording& words, Scenario& scenario) {
    scenario.tags.emplace_back("category", fields.text("coarse_category"));
    scenario.tags.emplace_back("subcategory", fields.text("finegrained_category"));
    Choice emotion = parse_choice(fields, "emotion_choices", "emotion_label");
    emotion.name = "emotion";
    emotion.lead = filled(words.situation) + filled(words.emotion);
    Choice cause = parse_choice(fields, "cause_choices", "cause_label");
    cause.name = "cause";
    cause.lead = filled(words.cause);
    return {.choices = {std::move(emotion), std::move(cause)},
            .closing = fmt::format("{}{}", words.closing, kTwoAnswers),
            .all_needed = true};
  }

  static Choice parse_choice(Fields& fields, std::string_view options, std::string_view label) {
    Choice choice;
    const std::string best = fields.text(label);
    for (const std::string& text : fields.texts(options))
      choice.options.push_back({std::string(trim(text)), trim(text) == trim(best) ? 1.0 : 0.0});
    if (choice.options.size() < 2 || choice.options.size() > 26)
      fields.fault(options, "expected 2 to 26 texts");
    const auto found =
        std::ranges::count_if(choice.options, [](const Option& o) { return o.weight == 1; });
    if (found != 1) fields.fault(label, fmt::format("expected one of {}, once", options));
    return choice;
  }

  [[nodiscard]] std::string filled(std::string_view pattern) const {
    const Result<std::string> text = fill(pattern, slots_);
    assert(text.has_value());
    return *text;
  }

  bool understanding_;
  Faults& faults_;
  std::set<std::string> ids_;
  std::vector<Slot> slots_;
};

// GPT-4's results in English, as the paper's tables give them for its base prompt.
Cited published(bool understanding, bool both_languages) {
  const std::string which = both_languages ? "of the English questions only; " : "";
  return {.subject = "openai/gpt-4",
          .value = understanding ? 59.8 : 75.88,
          .source = "EmoBench, Sabour et al., ACL 2024",
          .date = "2024",
          .note = which + (understanding ? "approximate; options in the authors' order"
                                         : "the paper also tells of about 80.5 with reasoning "
                                           "asked for; options in the authors' order")};
}

void describe(Pack& pack, std::string_view kind, bool understanding) {
  const bool one_language = kind.ends_with("-en") || kind.ends_with("-zh");
  pack.id.text = std::string(kind);
  pack.version = "1.0";
  pack.title = fmt::format("EmoBench, {}{}", understanding ? "understanding" : "application",
                           !one_language           ? ""
                           : kind.ends_with("-en") ? ", English"
                                                   : ", Chinese");
  pack.licence = "MIT (EmoBench, github.com/Sahandfer/EmoBench)";
  pack.scorers = {"choice"};
  pack.references =
      "set by the authors of EmoBench; annotators agree with a Fleiss' kappa of 0.852";
  pack.limits =
      "public since 2024, so models may have seen it; right answers are unevenly spread over the "
      "letters in the authors' order";
  pack.groups = {"language", "category"};
  if (!kind.ends_with("-zh")) pack.cited = {published(understanding, !one_language)};
}

}  // namespace

Result<Pack> parse_emobench(std::string_view kind, const PackFile& rows) {
  assert(kind.starts_with("emobench-ea") || kind.starts_with("emobench-eu"));
  const bool understanding = kind.starts_with("emobench-eu");
  const Result<std::vector<Value>> values = parse_jsonl(rows.text, rows.name);
  if (!values) return values.error();
  Faults faults;
  Rows reader(understanding, faults);
  Pack pack;
  for (const Value& row : *values) pack.scenarios.push_back(reader.scenario(row));
  if (!faults.empty()) return to_error(faults);
  std::erase_if(pack.scenarios, [&](const Scenario& scenario) {
    return (kind.ends_with("-en") || kind.ends_with("-zh")) && !kind.ends_with(scenario.language);
  });
  if (pack.scenarios.empty())
    return fix_input(fmt::format("{}:1:1: holds no questions of {}", rows.name, kind));
  describe(pack, kind, understanding);
  pack.digest = digest_of(pack);
  return pack;
}

}  // namespace attune

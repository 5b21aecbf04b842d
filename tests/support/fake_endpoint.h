#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/http.h"
#include "tests/support/builders.h"

namespace attune {

// An endpoint in the words of chat completions that does with its parameters what it is told to:
// whatever an examination asks it can answer well.
class FakeEndpoint {
 public:
  using Json = nlohmann::json;

  bool honours = true;                // else it takes everything and does nothing with it
  std::set<std::string> refuses;      // parameters it answers with 400
  std::optional<std::size_t> window;  // in tokens of four bytes
  bool cuts = false;                  // what is over the window, instead of refusing it
  std::optional<std::string> page;    // at /props
  std::string served_id = "tiny-1";

  HttpResponse answer(const HttpRequest& request) {
    if (request.method == "GET")
      return page ? HttpResponse{200, {}, *page} : an_error(404, "not_found", "no such page");
    const Json body = Json::parse(request.body);
    for (const std::string& name : refuses) {
      if (body.contains(name))
        return an_error(400, "unsupported_parameter",
                        fmt::format("Unsupported parameter: '{}' is not supported here.", name));
    }
    std::string text = body["messages"].back()["content"];
    const std::size_t most = window.value_or(text.size()) * 4;
    if (text.size() > most && !cuts)
      return an_error(400, "context_length_exceeded", "maximum context length exceeded");
    if (text.size() > most) text = text.substr(text.size() - most);
    return said(reply_to(text, body), text.size() / 4);
  }

 private:
  struct Said {
    std::string text;
    std::string finish_reason = "stop";
  };

  HttpResponse said(const Said& reply, std::size_t tokens) const {
    const Json message = {{"role", "assistant"}, {"content", reply.text}};
    const Json body = {
        {"model", served_id},
        {"system_fingerprint", "fp_1"},
        {"choices", {{{"message", message}, {"finish_reason", reply.finish_reason}}}},
        {"usage", {{"prompt_tokens", tokens}, {"completion_tokens", reply.text.size() / 4}}}};
    return {200, {}, body.dump()};
  }

  Said reply_to(const std::string& text, const Json& body) {
    if (text.find("code word") != std::string::npos) return {code_word_in(text)};
    if (text.starts_with("Count from 1 ")) return counted(1, 200, body);
    if (text.starts_with("Count from 10 ")) return counted(10, 19, body);
    if (text.starts_with("Invent")) return {invented(body)};
    if (honours && body["messages"].size() > 1) return {"Marzipan"};
    if (honours && body.contains("response_format")) return {R"({"town": "Ash", "people": 7})"};
    return {"Well, hello."};
  }

  static std::string code_word_in(const std::string& text) {
    const std::string lead = "The code word of this log is ";
    const auto at = text.find(lead);
    if (at == std::string::npos) return "There is none.";
    return text.substr(at + lead.size(), text.find(".\n", at) - at - lead.size());
  }

  [[nodiscard]] Said counted(int from, int to, const Json& body) const {
    Said said;
    const int most = honours ? body.value("max_tokens", 1000) : 1000;
    for (int number = from; number <= to; ++number) {
      const std::string word = std::to_string(number);
      if (honours && body.contains("stop") && body["stop"][0] == word) break;
      if (number - from >= most / 2) return {said.text, "length"};
      said.text += word + " ";
    }
    return said;
  }

  std::string invented(const Json& body) {
    const std::string unlike = fmt::format("{}, a town of its own.", ++invented_);
    if (!honours) return unlike;
    if (body.value("temperature", 1.0) == 0 || body.value("top_p", 1.0) < 0.1) return "Saltmere.";
    return body.contains("seed") ? fmt::format("Town {}.", body["seed"].dump()) : unlike;
  }

  int invented_ = 0;
};

}  // namespace attune

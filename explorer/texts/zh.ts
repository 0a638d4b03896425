/** The interface in Chinese. */

import type { Texts } from "./en";
import { zhResults } from "./zhResults";

export const zh: Texts = {
  ...zhResults,
  common: {
    close: "关闭",
    cancel: "取消",
    copy: "复制",
    copied: "已复制",
    notCopied: "未能复制",
    loading: "加载中…",
  },
  shell: {
    title: "COS API Explorer",
    free: "自定义请求",
    verify: "验证签名",
    history: "历史记录",
    results: "结果",
    answer: "响应",
    request: "请求",
    signature: "签名",
    code: "代码",
  },
};
